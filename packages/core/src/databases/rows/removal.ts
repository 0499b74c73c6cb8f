import {
  type CompiledTable,
  deleteRows,
  lockRows,
  recordOf,
  type Relation,
  relatedIds,
  type RowRecord,
  unrelate,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import { demand, refuseDisabled, rowGrants } from './access.ts'
import type { Unit } from './unit.ts'

/**
 * Deletes rows of a table that are locked, and does to the rows related to them what their relationships say.
 * @throws `row_delete_restricted`, `user_unauthorized` when a related row that must go too may not be deleted
 */
export async function removeRows(unit: Unit, table: CompiledTable, rows: readonly RowRecord[]): Promise<void> {
  // Each row is taken once, also where relationships lead back to it.
  const leaving = rows.filter((row) => unit.leave(table, row))
  if (leaving.length === 0) return
  for (const relation of table.relations) await letGo(unit, relation, leaving)
  await deleteRows(
    unit.tx,
    table,
    leaving.map((row) => row.$sequence),
  )
  for (const row of leaving) unit.tell(table, row, 'delete')
}

async function letGo(unit: Unit, relation: Relation, rows: readonly RowRecord[]): Promise<void> {
  const related = unit.graph.get(relation.definition.relatedTableSequence)
  if (!related) return
  const { onDelete } = relation.definition
  const owners = rows.map((row) => row.$id)
  const ids =
    relation.place === 'here'
      ? rows.map((row) => row[relation.key]).filter((id) => typeof id === 'string')
      : (await relatedIds(unit.tx, relation, owners)).map(({ id }) => id)
  // A rule that only lets go has no need to know them, and they may be many.
  const partners = ids.length === 0 || onDelete === 'setNull' ? [] : await presentRows(unit, related, ids)
  if (partners.length > 0 && isBinding(relation)) {
    if (onDelete === 'restrict') throw fail('row_delete_restricted', { key: relation.key })
    if (onDelete === 'cascade') {
      const { actor } = unit.call.origin
      refuseDisabled(actor, related)
      for (const partner of partners)
        demand(rowGrants(actor, related, 'delete', partner.$permissions), 'delete', related)
    }
  }
  if (relation.place !== 'here' && ids.length > 0) await unrelate(unit.tx, relation, owners)
  if (onDelete === 'cascade' && cascades(relation)) await removeRows(unit, related, partners)
}

async function presentRows(unit: Unit, related: CompiledTable, ids: readonly string[]): Promise<readonly RowRecord[]> {
  const rows = await lockRows(unit.tx, related, [...new Set(ids)].toSorted())
  return [...rows.values()].map((row) => recordOf(related, row)).filter((row) => !unit.isLeaving(related, row))
}

/** Whether deleting a row on this side minds those on the other at all, and stops at `restrict`. */
function isBinding(relation: Relation): boolean {
  const { kind, side } = relation.definition
  return side === (kind === 'manyToOne' ? 'child' : 'parent') || cascades(relation)
}

/** Whether `cascade` deletes the rows on the other side along with one on this. */
function cascades(relation: Relation): boolean {
  const { kind, side, twoWay, onDelete } = relation.definition
  if (onDelete !== 'cascade') return false
  if (kind === 'oneToOne') return side === 'parent' || twoWay
  return kind === 'manyToOne' ? side === 'child' : side === 'parent'
}
