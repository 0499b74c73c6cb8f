import { setTimeout as delay } from 'node:timers/promises'
import type { DatabaseConfig } from '@basalt/config'
import { connect, type Connection, platformSchema, type Row, type Written } from './connection.ts'
import { isRetryable, LockTimeout, StoreUnavailable } from './errors.ts'
import { Pool } from './pool.ts'
import { join, Sql, sql } from './sql.ts'
import { Turns } from './turns.ts'

/** What can be read from: a schema, or a transaction in one. */
export interface Queryable {
  readonly schema: string
  /** The first row, or null. */
  one<T>(statement: Sql): Promise<T | null>
  all<T>(statement: Sql): Promise<readonly T[]>
  /** As `all`, for what a client shapes. @throws {ResultTooLarge} when more comes than that; a transaction is over then */
  allWithin<T>(statement: Sql, maxBytes: number): Promise<readonly T[]>
}

/** A transaction: reads see its writes, and nothing is there for others before it commits. */
export interface Transaction extends Queryable {
  run(statement: Sql): Promise<Written>
  /** Runs when all else is done, right before the commit; once, however often the same name is given. */
  beforeCommit(name: string, work: () => Promise<void>): void
  /** Runs after the commit, in order. For work that is safe to lose and to repeat; errors end in the log only. */
  afterCommit(work: () => void | Promise<void>): void
  /** As `afterCommit`, and `transaction` ends when this has, or after a second: for what an answer is to come after. */
  beforeAnswer(work: () => Promise<void>): void
}

/** Where structure can be changed: a schema, or a session in one. */
export interface Definer extends Queryable {
  /** Runs a statement that defines structure: it commits by itself, and gives up when the table stays in use. */
  define(statement: Sql): Promise<void>
}

/** One connection in a schema, held for a piece of work that must be alone: see `Schema.exclusively`. */
export interface Session extends Definer {
  run(statement: Sql): Promise<Written>
  /** As `Schema.transaction`. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

const attempts = 4
const exclusiveWaitSeconds = 10
const definitionSeconds = 3600

/** A schema of the server: statements without a schema name are about its tables. */
export class Schema implements Queryable {
  readonly schema: string
  readonly #database: Database

  constructor(database: Database, schema: string) {
    this.#database = database
    this.schema = schema
  }

  async one<T>(statement: Sql): Promise<T | null> {
    return (await this.all<T>(statement))[0] ?? null
  }

  all<T>(statement: Sql): Promise<readonly T[]> {
    return this.#database.withConnection(this.schema, async (connection) =>
      rows<T>(await connection.execute(statement)),
    )
  }

  allWithin<T>(statement: Sql, maxBytes: number): Promise<readonly T[]> {
    return this.#database.withConnection(this.schema, async (connection) =>
      rows<T>(await connection.executeWithin(statement, maxBytes)),
    )
  }

  /** Runs one statement that changes data, as a transaction of its own. */
  async run(statement: Sql): Promise<Written> {
    await this.#database.beforeChanges(this.schema)
    return this.#database.withConnection(this.schema, async (connection) =>
      written(await connection.execute(statement)),
    )
  }

  /** Runs a statement that defines structure: it commits by itself, and gives up when the table stays in use. */
  async define(statement: Sql): Promise<void> {
    await this.#database.withConnection(this.schema, (connection) => define(connection, statement))
  }

  /**
   * Runs `work` in a transaction and commits. A deadlock or lock time-out rolls back and runs it again,
   * so that `work` must bear repetition; any other error rolls back and is thrown on.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    await this.#database.beforeChanges(this.schema)
    return this.#retrying((callbacks) =>
      this.#database.withConnection(this.schema, (connection) =>
        inTransaction(connection, this.schema, callbacks, work),
      ),
    )
  }

  /**
   * Runs `work` while nobody else, in this process or another, holds one of these locks of the schema. Everything
   * happens on one connection, so that work which holds locks never waits for the pool.
   * @throws {LockTimeout} when a lock does not come free in time.
   */
  async exclusively<T>(locks: readonly string[], work: (session: Session) => Promise<T>): Promise<T> {
    const names = locks.map((lock) => `${lock}@${this.schema}`.slice(0, 64)).toSorted()
    const leaves: (() => void)[] = []
    await this.#database.beforeChanges(this.schema)
    try {
      // Who waits for another request of this process holds no connection: everybody else needs them.
      for (const name of names) leaves.push(await this.#database.turns.take(name, exclusiveWaitSeconds))
      return await this.#locked(names, work)
    } finally {
      for (const leave of leaves) leave()
    }
  }

  #locked<T>(names: readonly string[], work: (session: Session) => Promise<T>): Promise<T> {
    return this.#database.withConnection(this.schema, async (connection) => {
      try {
        for (const name of names) {
          const [row] = rows<{ got: number }>(
            await connection.query(sql`SELECT GET_LOCK(${name}, ${exclusiveWaitSeconds}) AS got`),
          )
          if (row?.got !== 1) throw new LockTimeout('a lock did not come free in time')
        }
        return await work(this.#session(connection))
      } finally {
        const released = join(names.map((name) => sql`RELEASE_LOCK(${name})`))
        await connection.query(sql`SELECT ${released}`).catch(() => connection.destroy())
      }
    })
  }

  #session(connection: Connection): Session {
    return {
      schema: this.schema,
      ...reading(connection),
      run: async (statement) => written(await connection.execute(statement)),
      define: (statement) => define(connection, statement),
      transaction: (work) => this.#retrying((callbacks) => inTransaction(connection, this.schema, callbacks, work)),
    }
  }

  async #retrying<T>(attemptOnce: (callbacks: Callback[]) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const callbacks: Callback[] = []
      try {
        const result = await attemptOnce(callbacks)
        await this.#database.afterCommit(callbacks)
        return result
      } catch (error) {
        if (!isRetryable(error) || attempt === attempts) throw error
        await delay(Math.random() * 10 * 2 ** attempt)
      }
    }
  }
}

type Callback = { readonly work: () => void | Promise<void>; readonly isAwaited: boolean }

/** For how long an answer waits for work after the commit. */
const answerPatienceMs = 1000

export type DatabaseLog = { error(fields: object, message: string): void; warn(fields: object, message: string): void }

/** The MariaDB server. `platform` is the schema with projects and the console's own data. */
export class Database implements AsyncDisposable {
  readonly platform: Schema
  readonly turns = new Turns()
  /** Hears of every change of data in a schema before it begins, while nothing is held for it, and may keep it waiting. */
  beforeChanges: (schema: string) => Promise<void> | null = () => null
  readonly #pool: Pool
  readonly #log: DatabaseLog
  readonly #schemas = new Map<string, Schema>()

  constructor(config: DatabaseConfig, log: DatabaseLog) {
    this.#pool = new Pool(config)
    this.#log = log
    this.platform = this.schema(platformSchema(config))
  }

  schema(name: string): Schema {
    let schema = this.#schemas.get(name)
    if (!schema) {
      schema = new Schema(this, name)
      this.#schemas.set(name, schema)
    }
    return schema
  }

  async withConnection<T>(schema: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#pool.acquire(schema)
    try {
      return await work(connection)
    } finally {
      this.#pool.release(connection)
    }
  }

  runDetached(work: () => void | Promise<void>): void {
    void this.#detached(work)
  }

  /** Starts the work in its order, and waits a moment for that which wants it. */
  async afterCommit(callbacks: readonly Callback[]): Promise<void> {
    const awaited: Promise<void>[] = []
    for (const { work, isAwaited } of callbacks) {
      const done = this.#detached(work)
      if (isAwaited) awaited.push(done)
    }
    if (awaited.length > 0) await withPatience(Promise.all(awaited), answerPatienceMs)
  }

  async #detached(work: Callback['work']): Promise<void> {
    try {
      await Promise.resolve().then(work)
    } catch (error) {
      this.#log.error({ err: error }, 'work after a commit failed')
    }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/**
 * Opens the database, waiting for a server that does not answer yet, and creates the platform's schema if it lacks.
 * @throws {StoreUnavailable} when the server stays away for `startTimeoutSeconds`.
 */
export async function openDatabase(config: DatabaseConfig, log: DatabaseLog): Promise<Database> {
  const deadline = Date.now() + config.startTimeoutSeconds * 1000
  for (let waited = false; ; waited = true) {
    try {
      const connection = await connect(config)
      const schema = platformSchema(config)
      await connection.query({ text: `CREATE DATABASE IF NOT EXISTS \`${schema}\` ${schemaOptions}`, values: [] })
      await connection.close()
      return new Database(config, log)
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || Date.now() > deadline) throw error
      if (!waited) log.warn({ err: error.cause }, 'waiting for MariaDB')
      await delay(200)
    }
  }
}

export const schemaOptions = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci'

async function inTransaction<T>(
  connection: Connection,
  schema: string,
  callbacks: Callback[],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await connection.query({ text: 'START TRANSACTION', values: [] })
  const closing = new Map<string, () => Promise<void>>()
  const tx: Transaction = {
    schema,
    ...reading(connection),
    run: async (statement) => written(await connection.execute(statement)),
    beforeCommit: (name, closingWork) => void closing.set(name, closingWork),
    afterCommit: (work) => void callbacks.push({ work, isAwaited: false }),
    beforeAnswer: (work) => void callbacks.push({ work, isAwaited: true }),
  }
  try {
    const result = await work(tx)
    // In an order of their own: two transactions that take the same locks here take them in turn.
    for (const name of [...closing.keys()].toSorted()) await closing.get(name)?.()
    await connection.query({ text: 'COMMIT', values: [] })
    return result
  } catch (error) {
    // A rollback that fails leaves the connection in doubt: it must not go back to the pool.
    await connection.query({ text: 'ROLLBACK', values: [] }).catch(() => connection.destroy())
    throw error
  }
}

function reading(connection: Connection): Omit<Queryable, 'schema'> {
  return {
    all: async <R>(statement: Sql) => rows<R>(await connection.execute(statement)),
    one: async <R>(statement: Sql) => rows<R>(await connection.execute(statement))[0] ?? null,
    allWithin: async <R>(statement: Sql, maxBytes: number) =>
      rows<R>(await connection.executeWithin(statement, maxBytes)),
  }
}

/** Waits for work that never fails, but no longer than that. */
async function withPatience(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}

// Building an index may take far longer than any query may; waiting for a table that others use may not.
async function define(connection: Connection, statement: Sql): Promise<void> {
  const limits = `SET STATEMENT max_statement_time = ${definitionSeconds}, lock_wait_timeout = 5 FOR`
  await connection.queryPatiently(new Sql(`${limits} ${statement.text}`, statement.values))
}

function rows<T>(result: readonly Row[] | Written): readonly T[] {
  return ('affectedRows' in result ? [] : result) as readonly T[] // the caller names the columns it selected
}

function written(result: readonly Row[] | Written): Written {
  return 'affectedRows' in result ? result : { affectedRows: 0, insertId: 0 }
}
