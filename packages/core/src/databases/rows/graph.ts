import { type Sql, sql } from '@basalt/database'
import { type CompiledTable, plainView, readableBy, type Relation, type Shape, type View } from '@basalt/documents'
import { type Actor, isPrivileged, type Query } from '@basalt/types'
import { tableGrants } from './access.ts'
import type { RowCall } from './rows.ts'

/** A table and those that its relationships lead to, by their numbers. */
export type Graph = ReadonlyMap<number, CompiledTable>

/** How far queries, selections and nested writes go: two tables beyond the first. */
const maxSteps = 2

/** True when rows of the table show relationships. */
export function isRelated(table: CompiledTable): boolean {
  return table.relations.some(({ definition }) => !definition.hidden)
}

/** Tables within some steps of one; all that can be reached when `steps` is not given. One look-up a step. */
export async function relatedTables(call: RowCall, table: CompiledTable, steps = Infinity): Promise<Graph> {
  const graph = new Map([[table.definition.sequence, table]])
  let front: readonly CompiledTable[] = [table]
  for (let step = 0; step < steps && front.length > 0; step++) {
    const wanted = new Map(
      front
        .flatMap(({ relations }) => relations)
        .filter(({ definition }) => !graph.has(definition.relatedTableSequence))
        .map(({ definition }) => [definition.relatedTableSequence, definition.relatedTableId]),
    )
    const { databaseId } = table.definition
    const found = await Promise.all(
      [...wanted.values()].map((id) => call.rows.tables.find(call.schema, databaseId, id)),
    )
    front = found
      .filter((definition) => definition !== null && wanted.has(definition.sequence))
      .map((definition) => call.rows.compiled(call.schema, definition as NonNullable<typeof definition>))
    for (const related of front) graph.set(related.definition.sequence, related)
  }
  return graph
}

/** True when a caller may see rows of a related table at all, as far as the table itself goes. */
export function isOpen(actor: Actor, { definition }: CompiledTable): boolean {
  return isPrivileged(actor) || (definition.enabled && definition.databaseEnabled)
}

/** The view that queries need: with related tables only where they name one. */
export async function viewFor(call: RowCall, table: CompiledTable, queries: readonly Query[]): Promise<View> {
  if (!isRelated(table) || !queries.some(leadsOn)) return plainView(table)
  return viewOf(call, table, await relatedTables(call, table, maxSteps))
}

function leadsOn({ method, attribute, queries }: Query): boolean {
  return method === 'select' || attribute.includes('.') || queries.some(leadsOn)
}

export async function viewOf(call: RowCall, table: CompiledTable, graph: Graph): Promise<View> {
  const { actor } = call.origin
  const readers = isPrivileged(actor) ? [] : await call.rows.roles(call.schema).find(actor.roles)
  const access = (related: CompiledTable): Sql | null => {
    if (!isOpen(actor, related)) return sql`1 = 0`
    if (tableGrants(actor, related, 'read')) return null
    return related.definition.rowSecurity ? readableBy(related, readers, null).condition : sql`1 = 0`
  }
  const build = (from: CompiledTable, step: number): View => {
    const steps = new Map<string, { readonly relation: Relation; readonly view: View }>()
    const shapes = new Map<string, Shape['steps'] extends ReadonlyMap<string, infer S> ? S : never>()
    for (const relation of step < maxSteps ? from.relations : []) {
      const related = graph.get(relation.definition.relatedTableSequence)
      if (!related || relation.definition.hidden) continue
      let view: View | null = null
      // Built when a query leads there: there are many paths, and few are taken.
      const there = (): View => (view ??= build(related, step + 1))
      steps.set(relation.key, {
        relation,
        get view() {
          return there()
        },
      })
      shapes.set(relation.key, {
        get shape() {
          return there().shape
        },
        condition: (inner) => throughRelation(relation, related, inner, access(related)),
      })
    }
    return { table: from, shape: { ...from.shape, steps: shapes }, steps, isLast: step >= maxSteps }
  }
  return build(table, 0)
}

/** Rows here that are related to some that the caller may read and that meet a condition there. */
function throughRelation(relation: Relation, related: CompiledTable, inner: Sql, access: Sql | null): Sql {
  const { place, pointer, links } = relation
  const where = access === null ? inner : sql`${inner} AND ${access}`
  if (place === 'there') return sql`id IN (SELECT ${pointer} FROM ${related.rows} WHERE ${where})`
  const ids = sql`SELECT id FROM ${related.rows} WHERE ${where}`
  if (place === 'here') return sql`${pointer} IN (${ids})`
  return sql`id IN (SELECT ${links.own} FROM ${links.table} WHERE ${links.other} IN (${ids}))`
}
