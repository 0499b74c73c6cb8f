import type { Queryable } from '@basalt/database'
import {
  type Column,
  permissionsOf,
  readRelated,
  recordOf,
  type RelatedSelection,
  relatedIds,
  type RowRecord,
  type Selection,
  type View,
} from '@basalt/documents'
import type { Actor } from '@basalt/types'
import { rowGrants } from './access.ts'
import { isOpen } from './graph.ts'

/** Levels of related rows that the answer to a write shows. */
const shownLevels = 2

/**
 * Puts related rows into rows, by one query for each relationship and level. What the caller may not read is left out
 * of lists, and null otherwise.
 */
async function withRelated(
  db: Queryable,
  actor: Actor,
  rows: readonly RowRecord[],
  { related }: Selection,
): Promise<readonly RowRecord[]> {
  const loaded: Record<string, unknown>[] = rows.map((row) => ({ ...row }))
  if (rows.length === 0) return rows
  await Promise.all(related.map((one) => loadInto(db, actor, loaded, one)))
  return loaded as readonly Record<string, unknown>[] as readonly RowRecord[] // the same rows with some fields replaced
}

async function loadInto(
  db: Queryable,
  actor: Actor,
  rows: readonly Record<string, unknown>[],
  selection: RelatedSelection,
): Promise<void> {
  const { relation, view, columns } = selection
  const ownerOf = (row: Record<string, unknown>): string | null =>
    (relation.place === 'here' ? row[relation.key] : row['$id']) as string | null // an id, or the one of a partner
  const owners = [...new Set(rows.map(ownerOf).filter((id) => id !== null))]
  const stored = owners.length === 0 ? [] : await readRelated(db, relation, view.table, owners, columns)
  const isShown = isOpen(actor, view.table)
  const readable = stored.filter((row) => isShown && rowGrants(actor, view.table, 'read', permissionsOf(row)))
  const records = await withRelated(
    db,
    actor,
    readable.map((row) => recordOf(view.table, row, columns)),
    selection,
  )
  const byOwner = new Map<string, RowRecord[]>()
  for (const [index, { ownerId }] of readable.entries()) {
    const record = records[index]
    if (!record) continue
    const others = byOwner.get(ownerId)
    if (others) others.push(record)
    else byOwner.set(ownerId, [record])
  }
  for (const row of rows) {
    const found = byOwner.get(ownerOf(row) ?? '') ?? []
    row[relation.key] = relation.isList ? found : (found[0] ?? null)
  }
}

/** Puts in the ids of partners that are kept in their tables, where one row is related to one. */
async function withPartnerIds(
  db: Queryable,
  { table }: View,
  rows: readonly RowRecord[],
): Promise<readonly RowRecord[]> {
  const virtual = table.relations.filter(
    ({ place, isList, definition }) => place === 'there' && !isList && !definition.hidden,
  )
  if (virtual.length === 0 || rows.length === 0) return rows
  const found = await Promise.all(
    virtual.map((relation) =>
      relatedIds(
        db,
        relation,
        rows.map((row) => row.$id),
      ),
    ),
  )
  const partners = found.map((pairs) => new Map(pairs.map(({ ownerId, id }) => [ownerId, id])))
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(virtual.map(({ key }, index) => [key, partners[index]?.get(row.$id) ?? null])),
  }))
}

/** Rows as a selection shows them: with related rows, or with the ids of partners where all fields are shown. */
export async function shownRows(
  db: Queryable,
  actor: Actor,
  view: View,
  rows: readonly RowRecord[],
  selection: Selection,
): Promise<readonly RowRecord[]> {
  const isWhole = selection.columns.length === view.table.columns.length
  const whole = isWhole ? await withPartnerIds(db, view, rows) : rows
  return withRelated(db, actor, whole, selection)
}

/** Everything that is related to a row, two levels deep: what the answer to a write shows. */
export function everythingOf(view: View, levels = shownLevels, partner = 0): Selection {
  const isBack = ({ definition }: Column): boolean => definition.sequence === partner
  const columns = view.table.columns.filter((column) => !isBack(column))
  if (levels === 0) return { columns: columns.filter(({ definition }) => definition.relation === null), related: [] }
  const steps = [...view.steps.values()].filter(({ relation }) => relation.sequence !== partner)
  return {
    columns,
    related: steps.map((step) => ({
      ...step,
      ...everythingOf(step.view, levels - 1, step.relation.definition.partnerSequence),
    })),
  }
}
