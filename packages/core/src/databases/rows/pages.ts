import type { CompiledTable, RowPage } from '@basalt/documents'
import { type Actor, membershipOf, type Query, toJson } from '@basalt/types'
import { LRUCache } from 'lru-cache'
import { tableGrants } from './access.ts'

/** Something that was read of a table, and how the table stood before. */
type Kept<T> = Standing & { readonly value: T }

/** Rough memory of all pages together. */
const maxCharacters = 16 * 1024 * 1024
/** Larger pages are read each time. */
const maxPageCharacters = 256 * 1024
const maxKeyCharacters = 2048
const maxTotalsCharacters = 4 * 1024 * 1024
const charactersOfNumber = 8

/** A table as it stood when a request looked at it: its version, and how often its rows were changed. */
export type Standing = { readonly table: CompiledTable; readonly changes: number }

/**
 * Pages of rows that were read before, and totals, which are the same for all pages of a list. They are the answer again
 * only while the table stands exactly as it stood before they were read: nothing was committed in between, by any
 * process, so that they could not come out otherwise.
 */
export class Pages {
  readonly #pages = new LRUCache<string, Kept<RowPage>>({ maxSize: maxCharacters })
  readonly #totals = new LRUCache<string, Kept<number>>({ maxSize: maxTotalsCharacters })

  find({ page }: PageKeys, standing: Standing): RowPage | null {
    return standingOf(this.#pages.get(page), standing)
  }

  findTotal({ list }: PageKeys, standing: Standing): number | null {
    return standingOf(this.#totals.get(list), standing)
  }

  /** `isCounted` says whether the page has a total. */
  keep(keys: PageKeys, { table, changes }: Standing, page: RowPage, isCounted: boolean): void {
    const size = keys.page.length + page.rows.reduce((sum, row) => sum + charactersOf(row), 0)
    if (size <= maxPageCharacters) this.#pages.set(keys.page, { table, changes, value: page }, { size })
    else this.#pages.delete(keys.page)
    if (isCounted) this.#totals.set(keys.list, { table, changes, value: page.total }, { size: keys.list.length })
  }
}

function standingOf<T>(kept: Kept<T> | undefined, { table, changes }: Standing): T | null {
  return kept && kept.table === table && kept.changes === changes ? kept.value : null
}

/** Names of a page, and of the list that it is a part of. */
export type PageKeys = { readonly page: string; readonly list: string }

/** What decides about a page beside the table's rows; null for what is not worth keeping, or different each time. */
export function pageKeys(
  schema: string,
  table: CompiledTable,
  actor: Actor,
  { queries, total }: { readonly queries: readonly Query[]; readonly total: boolean },
): PageKeys | null {
  if (queries.some(({ method }) => method === 'orderRandom')) return null
  // Who may read all reads the same; to all others their roles tell what they see.
  const reader = tableGrants(actor, table, 'read') ? '' : [...actor.roles].toSorted().join()
  const of = `${schema}/${table.definition.sequence} ${reader}`
  const page = `${of} ${total} ${toJson(queries)}`
  if (page.length > maxKeyCharacters) return null
  return { page, list: `${of} ${toJson(membershipOf(queries))}` }
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return charactersOfNumber
  let sum = charactersOfNumber
  for (const inner of Object.values(value)) sum += charactersOf(inner)
  return sum
}
