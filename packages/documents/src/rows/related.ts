import { fail } from '@basalt/types'
import { join, list, type Queryable, sql, type Sql, type Transaction } from '@basalt/database'
import { maxPageBytes, pageTooLarge } from '../query/page.ts'
import { type Column, type CompiledTable, selection } from '../table/compiled.ts'
import { rowsTable } from '../table/names.ts'
import type { Relation } from '../table/relations.ts'
import { noteChange } from './changes.ts'
import type { StoredRow } from './record.ts'
import { chunks } from './store.ts'

/** A related row, and the row here that it belongs to. */
export type RelatedRow = StoredRow & { readonly ownerId: string }

const idsAtOnce = 1024
/** Rows that one relationship brings to a page, however many it has. */
const maxRelated = 100_000
const tooMany = `A page shows at most ${maxRelated} related rows of one relationship: use a smaller limit.`

/**
 * The rows that are related to some rows here, by one query for them all. `owners` are ids of rows here; for a
 * relationship whose ids are kept here they are the ids of the partners, and each owns itself.
 */
export async function readRelated(
  db: Queryable,
  relation: Relation,
  related: CompiledTable,
  owners: readonly string[],
  columns: readonly Column[],
): Promise<readonly RelatedRow[]> {
  const found: RelatedRow[] = []
  try {
    for (const part of chunks(owners, idsAtOnce)) {
      const rows = await db.allWithin<RelatedRow>(relatedOf(relation, related, part, columns), maxPageBytes)
      if (found.length + rows.length > maxRelated) throw fail('general_query_invalid', { reason: tooMany })
      for (const row of rows) found.push(row)
    }
  } catch (error) {
    throw pageTooLarge(error)
  }
  return found
}

function relatedOf(
  { place, links, pointer }: Relation,
  related: CompiledTable,
  owners: readonly string[],
  columns: readonly Column[],
): Sql {
  const shown = selection(columns, sql`r`)
  const ids = list(owners)
  if (place === 'here') return sql`SELECT ${shown}, r.id AS ownerId FROM ${related.rows} r WHERE r.id IN ${ids}`
  if (place === 'there') {
    return sql`SELECT ${shown}, r.${pointer} AS ownerId FROM ${related.rows} r WHERE r.${pointer} IN ${ids} ORDER BY r.sequence`
  }
  return sql`SELECT ${shown}, l.${links.own} AS ownerId FROM ${links.table} l JOIN ${related.rows} r ON r.id = l.${links.other}
    WHERE l.${links.own} IN ${ids} ORDER BY l.sequence`
}

/** Ids of the rows that are related to rows here, for relationships whose ids are not kept here. */
export async function relatedIds(
  db: Queryable,
  { place, links, pointer, definition }: Relation,
  owners: readonly string[],
): Promise<readonly { readonly id: string; readonly ownerId: string }[]> {
  const found: { id: string; ownerId: string }[] = []
  for (const part of chunks(owners, idsAtOnce)) {
    const rows =
      place === 'links'
        ? await db.all<{ id: string; ownerId: string }>(
            sql`SELECT ${links.other} AS id, ${links.own} AS ownerId FROM ${links.table} WHERE ${links.own} IN ${list(part)} ORDER BY sequence`,
          )
        : await db.all<{ id: string; ownerId: string }>(
            sql`SELECT id, ${pointer} AS ownerId FROM ${rowsTable(definition.relatedTableSequence)} WHERE ${pointer} IN ${list(part)} ORDER BY sequence`,
          )
    for (const row of rows) found.push(row)
  }
  return found
}

/** Relates rows there to one here, or to none. The ids are kept there, or in a table between. */
export async function relate(
  tx: Transaction,
  relation: Relation,
  ids: readonly string[],
  ownerId: string,
): Promise<void> {
  const { links, pointer, definition } = relation
  notePartners(tx, relation)
  for (const part of chunks(ids, idsAtOnce)) {
    await (relation.place === 'links'
      ? tx.run(
          sql`INSERT IGNORE INTO ${links.table} (${links.own}, ${links.other})
              VALUES ${join(part.map((id) => sql`(${ownerId}, ${id})`))}`,
        )
      : tx.run(
          sql`UPDATE ${rowsTable(definition.relatedTableSequence)} SET ${pointer} = ${ownerId}, updatedAt = ${new Date()} WHERE id IN ${list(part)}`,
        ))
  }
}

/** Takes rows there away from those here; without `ids` all of them. */
export async function unrelate(
  tx: Transaction,
  relation: Relation,
  owners: readonly string[],
  ids: readonly string[] | null = null,
): Promise<void> {
  const { links, pointer, definition } = relation
  notePartners(tx, relation)
  for (const part of chunks(owners, idsAtOnce)) {
    const which = ids === null ? sql`` : sql` AND ${relation.place === 'links' ? links.other : sql`id`} IN ${list(ids)}`
    await (relation.place === 'links'
      ? tx.run(sql`DELETE FROM ${links.table} WHERE ${links.own} IN ${list(part)}${which}`)
      : tx.run(
          sql`UPDATE ${rowsTable(definition.relatedTableSequence)} SET ${pointer} = NULL, updatedAt = ${new Date()}
              WHERE ${pointer} IN ${list(part)}${which}`,
        ))
  }
}

/** Rows that keep the id of their partner change with it: where they are listed, their times show it. */
function notePartners(tx: Transaction, { place, definition }: Relation): void {
  if (place === 'there') noteChange(tx, definition.relatedTableSequence)
}
