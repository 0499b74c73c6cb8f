import { join, type Queryable, type Sql, sql } from '@basalt/database'
import { type ErrorType, fail, type Query } from '@basalt/types'
import { fulltextPattern } from './search.ts'
import { planOf } from './plan.ts'
import { type Page, readPage } from './page.ts'
import type { Shape } from './shape.ts'

export type RecordsInput = {
  /** Columns to read, as they are to be named: `sql\`id, name\``. */
  readonly columns: Sql
  readonly queries: readonly Query[]
  /** Words to look for; empty looks for nothing in particular. */
  readonly search?: string
  /** Bounds the list to records of one parent. */
  readonly where?: Sql
  readonly total: boolean
  /** Type of the refusal: `general_argument_invalid` on most lists. */
  readonly errorType?: Extract<ErrorType, 'general_query_invalid' | 'general_argument_invalid'>
}

const maxValues = 500

/**
 * One page of any of Basalt's own tables, by the queries of a client.
 * @throws the `errorType` for queries that do not fit the shape, `general_cursor_not_found`,
 * `database_query_order_null`, `database_timeout`
 */
export async function listRecords<T>(db: Queryable, shape: Shape, input: RecordsInput): Promise<Page<T>> {
  const errorType = input.errorType ?? 'general_argument_invalid'
  const refuse = (reason: string): Error => fail(errorType, { reason })
  const plan = planOf(shape, input.queries, { refuse, maxValues, selectable: false })
  const scope = [input.where, searching(shape, input.search ?? '', refuse)].filter((part) => part != null)
  return readPage<T>(db, shape, {
    columns: input.columns,
    plan,
    scope: scope.length === 0 ? undefined : join(scope, ' AND '),
    total: input.total,
  })
}

function searching(shape: Shape, search: string, refuse: (reason: string) => Error): Sql | null {
  const pattern = fulltextPattern(search, refuse)
  if (search.trim() === '' || shape.search === null) return null
  return pattern === '' ? sql`1 = 0` : sql`MATCH (${shape.search}) AGAINST (${pattern} IN BOOLEAN MODE)`
}
