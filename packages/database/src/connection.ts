import type { Readable } from 'node:stream'
import mysql from 'mysql2'
import type { Connection as MysqlConnection, ConnectionOptions, FieldPacket, ResultSetHeader } from 'mysql2'
import type { DatabaseConfig } from '@basalt/config'
import { isConnectionLost, ResultTooLarge, StoreUnavailable } from './errors.ts'
import type { Sql, SqlValue } from './sql.ts'

export type Row = Record<string, unknown>
export type Written = { readonly affectedRows: number; readonly insertId: number }

const connectTimeoutMs = 5000
/** The server ends a statement that takes too long; when this much later nothing was heard, the server is gone. */
const silenceMs = 5000
const statementsKept = 256
const datetimeType = 12

/** One MariaDB connection that knows which schema it stands in. Commands run in the order they are given. */
export class Connection {
  schema: string | null = null
  broken = false
  readonly #inner: MysqlConnection
  readonly #patienceMs: number

  constructor(inner: MysqlConnection, queryTimeoutSeconds: number) {
    this.#inner = inner
    this.#patienceMs = queryTimeoutSeconds * 1000 + silenceMs
    inner.on('error', () => {
      this.broken = true
    })
    inner.on('end', () => {
      this.broken = true
    })
  }

  /** Moves to a schema; the server does it before the next command. */
  async use(schema: string): Promise<void> {
    if (this.schema === schema) return
    this.schema = schema
    await this.#send<unknown>((done) => this.#inner.query(`USE \`${schema}\``, done))
  }

  /** Runs a prepared statement. The schema is part of its key: the server binds names when it prepares. */
  async execute(statement: Sql): Promise<readonly Row[] | Written> {
    const text = `/*${this.schema}*/ ${statement.text}`
    return this.#send((done) => this.#inner.execute(text, statement.values.map(bound), done))
  }

  /**
   * As `execute`, for what a client shapes: ends the connection as soon as more comes than that.
   * @throws {ResultTooLarge}
   */
  async executeWithin(statement: Sql, maxBytes: number): Promise<readonly Row[] | Written> {
    const text = `/*${this.schema}*/ ${statement.text}`
    return this.#send((done) => this.#inner.execute(text, statement.values.map(bound), done), { maxBytes })
  }

  /** Runs a statement of a shape that hardly repeats, or that cannot be prepared. */
  async query(statement: Sql): Promise<readonly Row[] | Written> {
    return this.#send((done) => this.#inner.query(statement.text, statement.values.map(bound), done))
  }

  /** As `query`, for what may take as long as it takes: building an index, waiting for another's migration. */
  async queryPatiently(statement: Sql): Promise<readonly Row[] | Written> {
    return this.#send((done) => this.#inner.query(statement.text, statement.values.map(bound), done), {
      patienceMs: null,
    })
  }

  async close(): Promise<void> {
    this.broken = true
    await new Promise<void>((resolve) => this.#inner.end(() => resolve()))
  }

  destroy(): void {
    this.broken = true
    this.#inner.destroy()
    // The driver only stops writing: what a server has left to say would still be read.
    streamOf(this.#inner).destroy()
  }

  #send<T>(
    start: (done: (error: Error | null, result?: unknown, fields?: unknown) => void) => unknown,
    { patienceMs = this.#patienceMs, maxBytes = Infinity }: Limits = {},
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const giveUp = (reason: Error): void => {
      stopWatching()
      this.destroy()
      reject(reason)
    }
    const stopWatching = this.#watch({ patienceMs, maxBytes }, giveUp)
    start((error, result, fields) => {
      stopWatching()
      if (error) {
        if (!isConnectionLost(error)) return reject(error)
        this.broken = true
        return reject(new StoreUnavailable('MariaDB', error))
      }
      if (Array.isArray(result)) return resolve(wireInstants(result as Row[], fields) as T) // rows, as asked
      const { affectedRows = 0, insertId = 0 } = (result ?? {}) as Partial<ResultSetHeader>
      return resolve({ affectedRows, insertId } as T)
    })
    return promise
  }

  /** Gives a command up when it takes too long or brings too much, until it is told to stop. */
  #watch({ patienceMs, maxBytes }: Required<Limits>, giveUp: (reason: Error) => void): () => void {
    // A network that lost the server says nothing at all, and would hold the caller for good.
    const silence = (): void => giveUp(new StoreUnavailable('MariaDB', new Error('the server fell silent')))
    const timer = patienceMs === null ? undefined : setTimeout(silence, patienceMs)
    if (maxBytes === Infinity) return () => clearTimeout(timer)
    let received = 0
    const count = ({ length }: Buffer): void => {
      received += length
      if (received > maxBytes) giveUp(new ResultTooLarge(`more than ${maxBytes} bytes`))
    }
    const stream = streamOf(this.#inner)
    stream.on('data', count)
    return () => {
      clearTimeout(timer)
      stream.off('data', count)
    }
  }
}

/** What a command may take; `maxBytes` counts what other commands bring that wait on the same connection. */
type Limits = { readonly patienceMs?: number | null; readonly maxBytes?: number }

/** The socket below a connection, which the driver has but does not declare. */
function streamOf(inner: MysqlConnection): Readable {
  return (inner as unknown as { readonly stream: Readable }).stream
}

/** Opens a connection with Basalt's session settings: UTC, strict mode, READ COMMITTED, bounded waits. */
export async function connect(config: DatabaseConfig): Promise<Connection> {
  const inner = mysql.createConnection(connectionOptions(config))
  const connection = new Connection(inner, config.queryTimeoutSeconds)
  await new Promise<void>((resolve, reject) => {
    inner.connect((error) => (error ? reject(new StoreUnavailable('MariaDB', error)) : resolve()))
  })
  for (const setting of sessionSettings(config)) {
    await connection.query({ text: setting, values: [] })
  }
  return connection
}

function sessionSettings(config: DatabaseConfig): readonly string[] {
  return [
    `SET SESSION max_statement_time = ${config.queryTimeoutSeconds}, innodb_lock_wait_timeout = 5, time_zone = '+00:00',
     sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

/** mysql2 options for a `mysql://` URL; the schema is chosen by each caller. */
function connectionOptions(config: DatabaseConfig): ConnectionOptions {
  const url = new URL(config.url)
  const socketPath = url.searchParams.get('socketPath')
  return {
    ...(socketPath === null ? { host: url.hostname, port: Number(url.port || 3306) } : { socketPath }),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    charset: 'utf8mb4_general_ci',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: connectTimeoutMs,
    maxPreparedStatements: statementsKept,
    enableKeepAlive: true,
    keepAliveInitialDelay: 30_000,
  }
}

/** The name of the platform's schema: the path of the URL. */
export function platformSchema(config: DatabaseConfig): string {
  return new URL(config.url).pathname.slice(1) || 'basalt'
}

// Whole numbers go as text: the driver would send them as doubles, which lose digits and are refused by LIMIT.
function bound(value: SqlValue): string | number | boolean | null | Buffer {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ')
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return value
}

/** Turns DATETIME values into the wire form `YYYY-MM-DDTHH:mm:ss.SSS+00:00`, in place. */
function wireInstants(rows: Row[], fields: unknown): readonly Row[] {
  if (!Array.isArray(fields)) return rows
  for (const field of fields as readonly FieldPacket[]) {
    if (field.columnType !== datetimeType) continue
    for (const row of rows) {
      const value = row[field.name]
      if (typeof value === 'string')
        row[field.name] = `${value.slice(0, 10)}T${value.slice(11, 23).padEnd(12, '.000')}+00:00`
    }
  }
  return rows
}
