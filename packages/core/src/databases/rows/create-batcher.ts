import type { Bus } from '@basalt/bus'
import { type Schema, StoreUnavailable } from '@basalt/database'
import { type CompiledTable, insertRows, type NewRow } from '@basalt/documents'
import { toJson } from '@basalt/types'
import { appendEntries, type Happening, type Origin } from '../../activity/index.ts'

/** One row to create, and what is told about it once its sequence is known. */
export type Creation = {
  readonly row: NewRow
  readonly origin: Origin
  readonly happening: (sequence: number) => Happening
}

type Waiting = Creation & { resolve: (sequence: number) => void; reject: (error: unknown) => void }

/** How many groups may be on their way at once; what comes meanwhile makes the next, larger one. */
const maxInFlight = 2
const maxGroup = 64
/** Far below what the server takes in one statement: beyond that it hangs up, and nobody knows what was written. */
const maxGroupCharacters = 2_000_000

/**
 * Creates rows of one table, those that come at the same time in one transaction: one insert, one commit. Nobody
 * hears of a row before the commit that holds it, and a row that cannot be created takes no other with it.
 */
export class CreateBatcher {
  readonly #schema: Schema
  readonly #table: CompiledTable
  readonly #bus: Bus
  #waiting: Waiting[] = []
  #inFlight = 0
  #scheduled = false

  constructor(schema: Schema, table: CompiledTable, bus: Bus) {
    this.#schema = schema
    this.#table = table
    this.#bus = bus
  }

  /** The sequence of the new row. A clash with another row throws a duplicate. */
  create(creation: Creation): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...creation, resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= maxInFlight) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0 || this.#inFlight >= maxInFlight) return
    const size = groupSize(this.#waiting.slice(0, maxGroup).map(({ row }) => charactersOf(row)))
    const group = this.#waiting.slice(0, size)
    this.#waiting = this.#waiting.slice(size)
    this.#inFlight++
    if (this.#waiting.length > 0) this.#schedule()
    try {
      await this.#createAll(group)
    } finally {
      this.#inFlight--
      if (this.#waiting.length > 0) this.#schedule()
    }
  }

  async #createAll(group: readonly Waiting[]): Promise<void> {
    try {
      const sequences = await this.#commit(group)
      for (const { row, resolve } of group) resolve(sequences.get(row.id) ?? 0)
    } catch (error) {
      // Without an answer from the server nobody knows whether the group was committed: trying again could lie.
      if (group.length === 1 || error instanceof StoreUnavailable) {
        for (const { reject } of group) reject(error)
        return
      }
      for (const one of group) await this.#createAll([one])
    }
  }

  #commit(group: readonly Waiting[]): Promise<ReadonlyMap<string, number>> {
    return this.#schema.transaction(async (tx) => {
      const sequences = await insertRows(
        tx,
        this.#table,
        group.map(({ row }) => row),
      )
      const entries = group.map(({ row, origin, happening }) => ({
        origin,
        happening: happening(sequences.get(row.id) ?? 0),
      }))
      await appendEntries(tx, this.#bus, entries)
      return sequences
    })
  }
}

/** How many of the rows that wait make the next group: one at least. */
export function groupSize(characters: readonly number[]): number {
  let total = 0
  const end = characters.findIndex((count, index) => {
    total += count
    return index > 0 && total > maxGroupCharacters
  })
  return end < 0 ? characters.length : end
}

function charactersOf({ values }: NewRow): number {
  let total = 0
  for (const key in values) {
    const value = values[key]
    if (typeof value === 'string') total += value.length
    else if (typeof value === 'object' && value !== null) total += toJson(value).length
  }
  return total
}
