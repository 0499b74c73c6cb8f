import type { ColumnDefinition, RelationDefinition, RelationKind, TableDefinition } from '@basalt/documents'
import { isDuplicate, type Schema, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { checkKeyIsFree } from './column-update.ts'
import { columnOf, finishColumn, insertColumn, type NewColumn } from './columns.ts'
import { loadDefinition, optionsOf } from './definitions.ts'
import type { Tables } from './directory.ts'
import { type ColumnRecord, presentColumn } from './present.ts'
import { changingTables, lockTable, type Record } from './schema-change.ts'
import type { TableIds } from './tables.ts'

type OnDelete = RelationDefinition['onDelete']

export type NewRelationship = {
  readonly relatedTableId: string
  readonly kind: RelationKind
  readonly twoWay: boolean
  /** Null takes the id of the related table. */
  readonly key: string | null
  /** Null takes the id of this table. */
  readonly twoWayKey: string | null
  readonly onDelete: OnDelete
}

/**
 * Relates two tables of a database, or a table to itself, by a column on each side. That of a one-way partner is
 * hidden. @throws `table_not_found`, `column_already_exists`, `column_limit_exceeded`
 */
export async function createRelationship(
  schema: Schema,
  tables: Tables,
  record: Record<ColumnRecord>,
  { databaseId, tableId, ...wanted }: TableIds & NewRelationship,
): Promise<ColumnRecord> {
  const here = await tables.get(schema, databaseId, tableId)
  const there = await tables.get(schema, databaseId, wanted.relatedTableId)
  const [key, twoWayKey] = [wanted.key ?? there.id, wanted.twoWayKey ?? here.id]
  return changingTables(schema, [here.sequence, there.sequence], async (session) => {
    const [parent, child, answer] = await session.transaction(async (tx) => {
      const table = await lockTable(tx, here.sequence)
      const related = there.sequence === here.sequence ? table : await lockTable(tx, there.sequence)
      checkRepeats(table, related, { ...wanted, key, twoWayKey })
      const common = { kind: wanted.kind, twoWay: wanted.twoWay, onDelete: wanted.onDelete, partnerSequence: 0 }
      const first = await insertColumn(
        tx,
        table,
        columnFor(key, { ...common, ...sideTowards(related), side: 'parent', hidden: false, twoWayKey }),
      )
      const second = await insertColumn(
        tx,
        related,
        columnFor(wanted.twoWay ? twoWayKey : `$${first.sequence}`, {
          ...common,
          ...sideTowards(table),
          side: 'child',
          hidden: !wanted.twoWay,
          twoWayKey: key,
        }),
      )
      await joinSides(tx, first.sequence, second.sequence)
      const presented = presentColumn(table, first)
      await record(tx, presented)
      return [joined(first, second), joined(second, first), presented] as const
    })
    await finishColumn(session, here.sequence, parent, 'prompt')
    await finishColumn(session, there.sequence, child, 'prompt')
    return answer
  })
}

type Wanted = NewRelationship & { readonly key: string; readonly twoWayKey: string }

function checkRepeats(table: TableDefinition, related: TableDefinition, { kind, key, twoWayKey }: Wanted): void {
  const isSelf = table.sequence === related.sequence
  if (isSelf && key.toLowerCase() === twoWayKey.toLowerCase()) throw fail('column_already_exists', { key: twoWayKey })
  for (const { relation } of table.columns) {
    if (relation?.relatedTableSequence !== related.sequence) continue
    const sameKey = relation.side === 'parent' && relation.twoWayKey.toLowerCase() === twoWayKey.toLowerCase()
    const secondLink = kind === 'manyToMany' && relation.kind === 'manyToMany' && !isSelf
    if (sameKey || secondLink) throw fail('column_already_exists', { tableId: table.id, key: twoWayKey })
  }
}

function sideTowards({
  id,
  sequence,
}: TableDefinition): Pick<RelationDefinition, 'relatedTableId' | 'relatedTableSequence'> {
  return { relatedTableId: id, relatedTableSequence: sequence }
}

function columnFor(key: string, relation: RelationDefinition): NewColumn {
  return {
    key,
    type: 'relationship',
    format: '',
    size: 0,
    required: false,
    array: false,
    default: null,
    encrypt: false,
    min: null,
    max: null,
    elements: [],
    relation,
  }
}

async function joinSides(tx: Transaction, parent: number, child: number): Promise<void> {
  await tx.run(sql`UPDATE schemaColumns SET partnerSequence = ${child} WHERE sequence = ${parent}`)
  await tx.run(sql`UPDATE schemaColumns SET partnerSequence = ${parent} WHERE sequence = ${child}`)
}

function joined(column: ColumnDefinition, partner: ColumnDefinition): ColumnDefinition {
  const { relation } = column
  return relation === null ? column : { ...column, relation: { ...relation, partnerSequence: partner.sequence } }
}

export type RelationshipChange = {
  readonly key: string
  /** Null keeps the rule. */
  readonly onDelete: OnDelete | null
  readonly newKey: string | null
}

/** @throws `column_not_found`, `column_type_invalid`, `column_not_available`, `column_already_exists` */
export async function updateRelationship(
  schema: Schema,
  tables: Tables,
  record: Record<ColumnRecord>,
  { databaseId, tableId, key, onDelete, newKey }: TableIds & RelationshipChange,
): Promise<ColumnRecord> {
  const seen = await tables.get(schema, databaseId, tableId)
  const related = columnOf(seen, key).relation?.relatedTableSequence ?? seen.sequence
  return changingTables(schema, [seen.sequence, related], (session) =>
    session.transaction(async (tx) => {
      const table = await lockTable(tx, seen.sequence)
      const before = columnOf(table, key)
      const { relation } = before
      if (relation === null) throw fail('column_type_invalid', { key })
      if (before.status !== 'available') throw fail('column_not_available', { key })
      if (newKey !== null) checkKeyIsFree(table, before, newKey)
      const changed = { ...relation, onDelete: onDelete ?? relation.onDelete }
      const after: ColumnDefinition = { ...before, key: newKey ?? before.key, relation: changed }
      await writeSide(tx, after)
      const partnerTable = related === seen.sequence ? table : await lockTable(tx, related)
      const partner = partnerTable.columns.find(({ sequence }) => sequence === relation.partnerSequence)
      if (partner?.relation) {
        await writeSide(tx, {
          ...partner,
          relation: { ...partner.relation, onDelete: changed.onDelete, twoWayKey: after.key },
        })
      }
      const stored = await loadDefinition(tx, seen.sequence)
      const answer = presentColumn(table, stored ? columnOf(stored, after.key) : after)
      await record(tx, answer)
      return answer
    }),
  )
}

async function writeSide(tx: Transaction, column: ColumnDefinition): Promise<void> {
  try {
    await tx.run(
      sql`UPDATE schemaColumns SET columnKey = ${column.key}, options = ${optionsOf(column)}, updatedAt = ${new Date()}
          WHERE sequence = ${column.sequence}`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('column_already_exists', { key: column.key }, error)
    throw error
  }
}
