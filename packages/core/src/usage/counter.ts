import { type Database, join, sql } from '@basalt/database'
import { hourMs, dayMs, startOf } from './periods.ts'

export type UsageLog = { warn(fields: object, message: string): void }

const flushEveryMs = 5_000
const maxLines = 256
const parallelSchemas = 4
const eternity = new Date('2000-01-01T00:00:00Z')
const unknownDatabase = 1049

/**
 * Counts what happens, in memory, and adds it to the tables of the projects every five seconds and at the end. What
 * a process had counted since is lost when it is killed, and nothing else: counts that could not be written are written
 * later, and none twice. Usage is a statistic of what is recorded elsewhere (rows, files, executions), not the record.
 */
export class Usage implements AsyncDisposable {
  readonly #database: Database
  readonly #log: UsageLog
  readonly #timer: NodeJS.Timeout
  /** By schema, then by metric and hour. */
  #counts = new Map<string, Map<string, number>>()
  #flushing: Promise<void> = Promise.resolve()

  constructor(database: Database, log: UsageLog) {
    this.#database = database
    this.#log = log
    this.#timer = setInterval(() => void this.flush(), flushEveryMs).unref()
  }

  /** Adds to a metric of the project whose data lies in `schema`. */
  raise(schema: string, metric: string, by = 1): void {
    if (by !== 0) this.#add(schema, `${metric}|${startOf(Date.now(), hourMs)}`, by)
  }

  /** Writes what was counted so far. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #write(): Promise<void> {
    const all = this.#counts
    this.#counts = new Map()
    const rest = all.entries()
    const lane = async (): Promise<void> => {
      for (const [schema, counts] of rest) await this.#writeOne(schema, counts)
    }
    await Promise.all(Array.from({ length: parallelSchemas }, lane))
  }

  async #writeOne(schema: string, counts: ReadonlyMap<string, number>): Promise<void> {
    try {
      await this.#store(schema, counts)
    } catch (err) {
      // A project that is gone takes its counts along; any other fault gives them back for the next time.
      if ((err as { errno?: number } | null)?.errno === unknownDatabase) return
      this.#log.warn({ err, schema }, 'usage could not be written')
      for (const [key, value] of counts) this.#add(schema, key, value)
    }
  }

  #add(schema: string, key: string, value: number): void {
    const counts = this.#counts.get(schema) ?? new Map<string, number>()
    this.#counts.set(schema, counts)
    counts.set(key, (counts.get(key) ?? 0) + value)
  }

  async #store(schema: string, counts: ReadonlyMap<string, number>): Promise<void> {
    const lines = new Map<string, { metric: string; period: string; startsAt: Date; value: number }>()
    for (const [key, value] of counts) {
      const [metric = '', hour = '0'] = key.split('|')
      const periods = [
        ['1h', new Date(Number(hour))],
        ['1d', new Date(startOf(Number(hour), dayMs))],
        ['inf', eternity],
      ] as const
      for (const [period, startsAt] of periods) {
        const line = `${metric} ${period} ${startsAt.getTime()}`
        const known = lines.get(line)
        lines.set(line, { metric, period, startsAt, value: value + (known?.value ?? 0) })
      }
    }
    // All processes take the lines in one order, so that they wait for each other but never in a circle.
    const ordered = [...lines].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line)
    // All of them or none: what fails is given back as a whole.
    await this.#database.schema(schema).transaction(async (tx) => {
      for (let start = 0; start < ordered.length; start += maxLines) {
        const part = ordered.slice(start, start + maxLines)
        const rows = join(part.map((line) => sql`(${line.metric}, ${line.period}, ${line.startsAt}, ${line.value})`))
        await tx.run(
          sql`INSERT INTO usageCounts (metric, period, startsAt, value) VALUES ${rows}
              ON DUPLICATE KEY UPDATE value = value + VALUES(value)`,
        )
      }
    })
  }
}
