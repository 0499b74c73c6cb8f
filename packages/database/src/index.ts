export { batches } from './batches.ts'
export { coalesce } from './coalesce.ts'
export { type Row, type Written } from './connection.ts'
export {
  Database,
  type Definer,
  openDatabase,
  type Queryable,
  Schema,
  type Session,
  type Transaction,
} from './database.ts'
export {
  duplicateKey,
  isDuplicate,
  isRetryable,
  isTimeout,
  LockTimeout,
  ResultTooLarge,
  StoreUnavailable,
} from './errors.ts'
export { GroupCommit } from './group-commit.ts'
export { schemaReader } from './schema-reader.ts'
export { migrate, type Migration, readMigrations } from './migrate.ts'
export { empty, int, join, list, name, Sql, sql, type SqlValue } from './sql.ts'
