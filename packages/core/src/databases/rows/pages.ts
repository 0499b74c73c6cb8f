import type { CompiledTable, RowPage } from '@basalt/documents'
import { type Actor, type Query, toJson } from '@basalt/types'
import { LRUCache } from 'lru-cache'
import { tableGrants } from './access.ts'

type Kept = { readonly table: CompiledTable; readonly changes: number; readonly page: RowPage }

/** Rough memory of all pages together. */
const maxCharacters = 16 * 1024 * 1024
/** Larger pages are read each time. */
const maxPageCharacters = 256 * 1024
const maxKeyCharacters = 2048
const charactersOfNumber = 8

/** A table as it stood when a request looked at it: its version, and how often its rows were changed. */
export type Standing = { readonly table: CompiledTable; readonly changes: number }

/**
 * Pages of rows that were read before. One is the answer again only while the table stands exactly as it stood before
 * the page was read: nothing was committed in between, by any process, so that it could not come out otherwise.
 */
export class Pages {
  readonly #kept = new LRUCache<string, Kept>({ maxSize: maxCharacters })

  find(key: string, { table, changes }: Standing): RowPage | null {
    const kept = this.#kept.get(key)
    return kept && kept.table === table && kept.changes === changes ? kept.page : null
  }

  keep(key: string, { table, changes }: Standing, page: RowPage): void {
    const size = key.length + page.rows.reduce((sum, row) => sum + charactersOf(row), 0)
    if (size <= maxPageCharacters) this.#kept.set(key, { table, changes, page }, { size })
    else this.#kept.delete(key)
  }
}

/** What decides about a page beside the table's rows; null for what is not worth keeping, or different each time. */
export function pageKey(
  schema: string,
  table: CompiledTable,
  actor: Actor,
  { queries, total }: { readonly queries: readonly Query[]; readonly total: boolean },
): string | null {
  if (queries.some(({ method }) => method === 'orderRandom')) return null
  // Who may read all reads the same; to all others their roles tell what they see.
  const reader = tableGrants(actor, table, 'read') ? '' : [...actor.roles].toSorted().join()
  const key = `${schema}/${table.definition.sequence} ${total} ${reader} ${toJson(queries)}`
  return key.length <= maxKeyCharacters ? key : null
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return charactersOfNumber
  let sum = charactersOfNumber
  for (const inner of Object.values(value)) sum += charactersOf(inner)
  return sum
}
