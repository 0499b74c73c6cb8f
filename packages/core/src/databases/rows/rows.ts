import type { Bus } from '@basalt/bus'
import { coalesce, type Schema } from '@basalt/database'
import {
  type CompiledTable,
  compileTable,
  type CurrentRow,
  readCurrentRows,
  readSpread,
  RoleBook,
  type Spread,
  type StoredRow,
  type TableDefinition,
} from '@basalt/documents'
import { LRUCache } from 'lru-cache'
import type { Origin } from '../../activity/index.ts'
import type { Secrets } from '../../secrets/index.ts'
import type { Tables } from '../directory.ts'
import { CreateBatcher } from './create-batcher.ts'
import { Pages, type Standing } from './pages.ts'

/** One call that works on rows: where, by whom, and in which vocabulary it is audited. */
export type RowCall = {
  readonly rows: Rows
  readonly schema: Schema
  readonly origin: Origin
  readonly surface: 'tables' | 'collections'
}

export type TableIds = { readonly databaseId: string; readonly tableId: string }
export type RowIds = TableIds & { readonly rowId: string }

type Open = {
  readonly table: CompiledTable
  readonly read: (id: string) => Promise<CurrentRow | null>
  readonly creates: CreateBatcher
  /** By the numbers of roles. */
  readonly spreads: LRUCache<string, Spread>
}

const tablesRemembered = 20_000
const spreadsKept = 1000
const spreadLifeMs = 10_000

/** What rows need for the life of a process: compiled tables, coalescing readers and writers, numbers of roles. */
export class Rows {
  readonly tables: Tables
  readonly bus: Bus
  readonly secrets: Secrets
  readonly pages = new Pages()
  readonly #open = new WeakMap<TableDefinition, Open>()
  readonly #roles = new Map<string, RoleBook>()
  readonly #lastSeen = new LRUCache<string, TableDefinition>({ max: tablesRemembered })

  constructor(services: { readonly tables: Tables; readonly bus: Bus; readonly secrets: Secrets }) {
    this.tables = services.tables
    this.bus = services.bus
    this.secrets = services.secrets
  }

  roles(schema: Schema): RoleBook {
    let book = this.#roles.get(schema.schema)
    if (!book) {
      book = new RoleBook(schema)
      this.#roles.set(schema.schema, book)
    }
    return book
  }

  /** The table as it stands. @throws `database_not_found`, `table_not_found` */
  async table(schema: Schema, ids: TableIds): Promise<CompiledTable> {
    return (await this.standing(schema, ids)).table
  }

  /** The table as it stands, and what tells whether its rows still do. @throws as `table` */
  async standing(schema: Schema, { databaseId, tableId }: TableIds): Promise<Standing> {
    const { definition, changes } = await this.tables.getStanding(schema, databaseId, tableId)
    this.#lastSeen.set(`${schema.schema}/${databaseId}/${tableId}`, definition)
    return { table: this.compiled(schema, definition), changes }
  }

  compiled(schema: Schema, definition: TableDefinition): CompiledTable {
    return this.#opened(schema, definition).table
  }

  /** Inserts rows that are asked for one by one, together where they come together. */
  creates(schema: Schema, table: CompiledTable): CreateBatcher {
    return this.#opened(schema, table.definition).creates
  }

  /** How the grants of some roles lie in a table, as of late: it chooses the way of a list, never its content. */
  async spread(schema: Schema, table: CompiledTable, readers: readonly number[]): Promise<Spread> {
    const { spreads } = this.#opened(schema, table.definition)
    const key = readers.join()
    const known = spreads.get(key)
    if (known) return known
    const spread = await readSpread(schema, table, readers)
    spreads.set(key, spread)
    return spread
  }

  /**
   * A table and one of its rows, by one statement where the table is as it was last seen, which the row tells.
   * @throws as `table`
   */
  async tableAndRow(schema: Schema, ids: RowIds): Promise<{ table: CompiledTable; row: StoredRow | null }> {
    const guess = this.#lastSeen.get(`${schema.schema}/${ids.databaseId}/${ids.tableId}`)
    if (guess) {
      const { table, read } = this.#opened(schema, guess)
      // A table that has changed may lack what was asked for: the look-up below says what is there.
      const row = await read(ids.rowId).catch(() => null)
      if (row?.tableVersion === guess.version) return { table, row }
    }
    const table = await this.table(schema, ids)
    return { table, row: await this.#opened(schema, table.definition).read(ids.rowId) }
  }

  #opened(schema: Schema, definition: TableDefinition): Open {
    let open = this.#open.get(definition)
    if (!open) {
      const table = compileTable(definition, this.secrets)
      open = {
        table,
        read: coalesce((ids) => readCurrentRows(schema, table, ids)),
        creates: new CreateBatcher(schema, table, this.bus),
        spreads: new LRUCache({ max: spreadsKept, ttl: spreadLifeMs }),
      }
      this.#open.set(definition, open)
    }
    return open
  }
}
