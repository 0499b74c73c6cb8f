import type { ColumnDefinition, IndexDefinition, TableDefinition } from '@basalt/documents'
import { name, sql, type Transaction } from '@basalt/database'

const columnsColumn = name('columns')

type Parts = Pick<IndexDefinition, 'columns' | 'lengths' | 'orders'>

/** The parts of an index as `schemaIndexes` holds them. */
export function partsOf(parts: Parts): { readonly columns: string; readonly lengths: string; readonly orders: string } {
  return {
    columns: JSON.stringify(parts.columns),
    lengths: JSON.stringify(parts.lengths),
    orders: JSON.stringify(parts.orders),
  }
}

/** Gives a column its new key in the indexes over it. */
export async function renameColumnInIndexes(
  tx: Transaction,
  table: TableDefinition,
  from: string,
  to: string,
): Promise<void> {
  for (const index of table.indexes.filter(({ columns }) => columns.includes(from))) {
    const columns = index.columns.map((key) => (key === from ? to : key))
    await tx.run(
      sql`UPDATE schemaIndexes SET ${columnsColumn} = ${JSON.stringify(columns)} WHERE sequence = ${index.sequence}`,
    )
  }
}

/**
 * Takes a dropped column out of the indexes: those over it alone are gone, others lose it, and one that became the
 * same as an earlier one is told apart no more. `broken` ones are there no longer, and say so.
 */
export async function forgetColumn(
  tx: Transaction,
  table: TableDefinition,
  column: ColumnDefinition,
  broken: ReadonlySet<number>,
): Promise<void> {
  for (const index of table.indexes.filter(({ columns }) => columns.includes(column.key))) {
    const kept = without(index, column.key)
    if (kept.columns.length === 0) {
      await tx.run(sql`DELETE FROM schemaIndexes WHERE sequence = ${index.sequence}`)
      continue
    }
    const { columns, lengths, orders } = partsOf(kept)
    const failed = broken.has(index.sequence)
    await tx.run(
      sql`UPDATE schemaIndexes SET ${columnsColumn} = ${columns}, lengths = ${lengths}, orders = ${orders},
            status = ${failed ? 'failed' : index.status},
            error = ${failed ? 'Rows are not unique without the deleted column.' : index.error},
            updatedAt = ${new Date()} WHERE sequence = ${index.sequence}`,
    )
  }
}

function without(index: IndexDefinition, key: string): Parts {
  const keep = index.columns.map((column) => column !== key)
  const kept = <T>(values: readonly T[]): readonly T[] => values.filter((_value, position) => keep[position])
  return { columns: kept(index.columns), lengths: kept(index.lengths), orders: kept(index.orders) }
}
