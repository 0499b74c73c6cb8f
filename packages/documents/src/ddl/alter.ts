import { type Definer, sql, type Sql } from '@basalt/database'
import { rowsTable } from '../table/names.ts'

/** Changes the table behind a table. */
export function alter(schema: Definer, tableSequence: number, change: Sql): Promise<void> {
  return schema.define(sql`ALTER TABLE ${rowsTable(tableSequence)} ${change}`)
}
