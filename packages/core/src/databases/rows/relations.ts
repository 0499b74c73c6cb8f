import {
  type CompiledTable,
  lockRows,
  permissionsOf,
  type Relation,
  relate,
  relatedIds,
  type RowRecord,
  unrelate,
  type Values,
} from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import { demand, refuseDisabled, rowGrants } from './access.ts'
import type { Unit } from './unit.ts'
import type { Write } from './write.ts'

/** Writes a row that came inside another: creates it, or changes the one with its id. */
export type NestedWriter = (related: CompiledTable, id: string, data: Values) => Promise<void>

/** Partners of a row that are told of in their own table or between: what must be taken away, added and written. */
export type Relating = {
  readonly relation: Relation
  readonly related: CompiledTable
  readonly gone: readonly string[]
  readonly added: readonly string[]
  readonly nested: readonly Nested[]
}
type Nested = { readonly id: string; readonly data: Values }

/** Levels of rows inside rows that are written; deeper ones are left out. */
const maxLevel = 2
const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/

/**
 * Takes the relationships out of the values of a write: partners whose ids are kept here are written, if they came
 * as rows, and become ids; the others are to be related once the row is there.
 * @throws `relationship_value_invalid`
 */
export async function resolveRelations(
  unit: Unit,
  table: CompiledTable,
  write: Write,
  current: RowRecord | null,
  level: number,
  writeNested: NestedWriter,
): Promise<{ readonly write: Write; readonly relating: readonly Relating[] }> {
  const values: Record<string, unknown> = { ...write.given.values }
  const relating: Relating[] = []
  for (const relation of table.relations) {
    if (relation.definition.hidden || !Object.hasOwn(values, relation.key)) continue
    const value = values[relation.key] ?? null
    const related = unit.graph.get(relation.definition.relatedTableSequence)
    if (level >= maxLevel || !related) {
      delete values[relation.key]
    } else if (relation.place === 'here') {
      values[relation.key] = await partnerId(unit, relation, related, value, current !== null, writeNested)
    } else {
      delete values[relation.key]
      // A list that is null says nothing about a row that is new.
      if (value === null && relation.isList && current === null) continue
      relating.push(await relatingOf(unit, relation, related, value, current))
    }
  }
  return { write: { ...write, given: { ...write.given, values } }, relating }
}

/** Relates partners to a row that is there. @throws `user_unauthorized`, `row_already_exists` */
export async function relateAll(
  unit: Unit,
  rowId: string,
  relating: readonly Relating[],
  writeNested: NestedWriter,
): Promise<void> {
  for (const { relation, related, gone, added, nested } of relating) {
    if (gone.length > 0) await unrelate(unit.tx, relation, [rowId], gone)
    for (const { id, data } of nested) await writeNested(related, id, data)
    const present = await lockRows(unit.tx, related, added)
    const ids = added.filter((id) => present.has(id))
    const written = new Set(nested.map(({ id }) => id))
    for (const id of ids) {
      const row = present.get(id)
      // The id is kept in the other row, so that relating it is a change of that row.
      if (relation.place === 'there' && row && !written.has(id)) {
        const { actor } = unit.call.origin
        refuseDisabled(actor, related)
        demand(rowGrants(actor, related, 'update', permissionsOf(row)), 'update', related)
      }
    }
    if (relation.place === 'there' && !relation.isList) await refuseTaken(unit, relation, ids, rowId)
    if (ids.length > 0) await relate(unit.tx, relation, ids, rowId)
  }
}

export function changesAny(relating: readonly Relating[]): boolean {
  return relating.some(({ gone, added }) => gone.length > 0 || added.length > 0)
}

async function partnerId(
  unit: Unit,
  relation: Relation,
  related: CompiledTable,
  value: unknown,
  mustExist: boolean,
  writeNested: NestedWriter,
): Promise<string | null> {
  const [entry] = entriesOf(relation, value)
  if (entry === undefined) return null
  if (typeof entry !== 'string') {
    await writeNested(related, entry.id, entry.data)
    return entry.id
  }
  // A new row may name a partner that comes later.
  if (!mustExist) return entry
  return (await lockRows(unit.tx, related, [entry])).has(entry) ? entry : null
}

async function relatingOf(
  unit: Unit,
  relation: Relation,
  related: CompiledTable,
  value: unknown,
  current: RowRecord | null,
): Promise<Relating> {
  if (value === null && relation.isList) throw misfit(relation)
  const entries = entriesOf(relation, value)
  const wanted = new Set(entries.map((entry) => (typeof entry === 'string' ? entry : entry.id)))
  const present = current ? (await relatedIds(unit.tx, relation, [current.$id])).map(({ id }) => id) : []
  const known = new Set(present)
  return {
    relation,
    related,
    gone: present.filter((id) => !wanted.has(id)),
    added: [...wanted].filter((id) => !known.has(id)),
    nested: entries.filter((entry) => typeof entry !== 'string'),
  }
}

async function refuseTaken(unit: Unit, relation: Relation, ids: readonly string[], rowId: string): Promise<void> {
  const owners = new Set([rowId])
  const related = unit.graph.get(relation.definition.relatedTableSequence)
  const column = related?.columns.find(({ definition }) => definition.sequence === relation.definition.partnerSequence)
  if (!related || !column) return
  for (const row of (await lockRows(unit.tx, related, ids)).values()) {
    const owner = row[column.physical]
    if (typeof owner === 'string' && !owners.has(owner)) throw fail('row_already_exists', { rowId: row.id })
  }
}

/** Ids as they are, rows with the id that they have or get. @throws `relationship_value_invalid` */
function entriesOf(relation: Relation, value: unknown): readonly (string | Nested)[] {
  if (value === null) return []
  if (relation.isList !== Array.isArray(value)) throw misfit(relation)
  const list = (Array.isArray(value) ? value : [value]) as readonly unknown[]
  return list.map((entry) => {
    if (typeof entry === 'string' && idPattern.test(entry)) return entry
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw misfit(relation)
    const data = entry as Values // an object, as just seen
    const id = data['$id'] ?? 'unique()'
    if (id === 'unique()') return { id: uniqueId(), data }
    if (typeof id === 'string' && idPattern.test(id)) return { id, data }
    throw misfit(relation)
  })
}

function misfit({ key, isList }: Relation): Error {
  const wanted = isList ? 'a list of ids or rows' : 'an id, a row or null'
  return fail('relationship_value_invalid', { reason: `The value of "${key}" must be ${wanted}.` })
}
