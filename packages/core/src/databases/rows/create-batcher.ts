import type { Bus } from '@basalt/bus'
import { GroupCommit, type Schema } from '@basalt/database'
import { type CompiledTable, insertRows, type NewRow } from '@basalt/documents'
import { toJson } from '@basalt/types'
import { appendEntries, type Happening, type Origin } from '../../activity/index.ts'

/** One row to create, and what is told about it once its sequence is known. */
export type Creation = {
  readonly row: NewRow
  readonly origin: Origin
  readonly happening: (sequence: number) => Happening
}

/** Creates rows of one table, those that come at the same time in one transaction. */
export class CreateBatcher {
  readonly #schema: Schema
  readonly #table: CompiledTable
  readonly #bus: Bus
  readonly #groups = new GroupCommit<Creation, number>({
    commit: (group) => this.#commit(group),
    charactersOf: ({ row }) => charactersOf(row),
  })

  constructor(schema: Schema, table: CompiledTable, bus: Bus) {
    this.#schema = schema
    this.#table = table
    this.#bus = bus
  }

  /** The sequence of the new row. A clash with another row throws a duplicate. */
  create(creation: Creation): Promise<number> {
    return this.#groups.write(creation)
  }

  #commit(group: readonly Creation[]): Promise<readonly number[]> {
    return this.#schema.transaction(async (tx) => {
      const rows = group.map(({ row }) => row)
      const sequences = await insertRows(tx, this.#table, rows)
      const sequenceOf = ({ id }: NewRow): number => sequences.get(id) ?? 0
      const entries = group.map(({ row, origin, happening }) => ({ origin, happening: happening(sequenceOf(row)) }))
      await appendEntries(tx, this.#bus, entries)
      return rows.map(sequenceOf)
    })
  }
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
