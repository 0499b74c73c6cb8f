import { int, join, name, type Queryable, sql, type Sql } from '@basalt/database'

type Part = {
  readonly indexName: string
  readonly columnName: string
  readonly indexType: string
  readonly isRepeatable: number
  readonly prefix: number | null
  readonly direction: string | null
}

/**
 * The changes that let composite indexes live on without a column: the server would refuse to drop the column of a
 * unique one. Indexes over the column alone go with it by themselves.
 */
export async function indexesWithout(db: Queryable, tableSequence: number, column: string): Promise<readonly Sql[]> {
  const parts = await db.all<Part>(
    sql`SELECT INDEX_NAME AS indexName, COLUMN_NAME AS columnName, INDEX_TYPE AS indexType, NON_UNIQUE AS isRepeatable,
          SUB_PART AS prefix, COLLATION AS direction
        FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${`t_${tableSequence}`}
        ORDER BY INDEX_NAME, SEQ_IN_INDEX`,
  )
  const touched = [...Map.groupBy(parts, (part) => part.indexName)].filter(
    ([, columns]) => columns.length > 1 && columns.some((part) => part.columnName === column),
  )
  return touched.flatMap(([index, columns]) => {
    const kept = columns.filter((part) => part.columnName !== column)
    return [sql`DROP KEY ${name(index)}`, sql`ADD ${kindOf(columns)} ${name(index)} (${join(kept.map(written))})`]
  })
}

function kindOf(columns: readonly Part[]): Sql {
  if (columns[0]?.indexType === 'FULLTEXT') return sql`FULLTEXT KEY`
  return columns[0]?.isRepeatable === 0 ? sql`UNIQUE KEY` : sql`KEY`
}

function written({ columnName, prefix, direction, indexType }: Part): Sql {
  const length = prefix === null || indexType === 'FULLTEXT' ? sql`` : sql`(${int(prefix)})`
  return direction === 'D' ? sql`${name(columnName)}${length} DESC` : sql`${name(columnName)}${length}`
}
