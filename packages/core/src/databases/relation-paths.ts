import type { TableDefinition } from '@basalt/documents'
import type { Queryable } from '@basalt/database'
import type { Tables } from './directory.ts'
import type { TableIds } from './tables.ts'

/** Related rows are loaded this far below the row that was asked for. */
const maxLevels = 2

/** What to select to have every related row loaded, as `author.*` and `author.city.*`; no table twice on one path. */
export async function relationPaths(db: Queryable, tables: Tables, ids: TableIds): Promise<readonly string[]> {
  return pathsFrom(db, tables, await tables.get(db, ids.databaseId, ids.tableId), '', [])
}

async function pathsFrom(
  db: Queryable,
  tables: Tables,
  table: TableDefinition,
  prefix: string,
  above: readonly number[],
): Promise<readonly string[]> {
  const passed = [...above, table.sequence]
  const paths: string[] = []
  for (const { key, status, relation } of table.columns) {
    if (relation === null || relation.hidden || status !== 'available') continue
    if (passed.includes(relation.relatedTableSequence)) continue
    paths.push(`${prefix}${key}.*`)
    const related = passed.length < maxLevels ? await tables.bySequence(db, relation.relatedTableSequence) : null
    if (related) paths.push(...(await pathsFrom(db, tables, related, `${prefix}${key}.`, passed)))
  }
  return paths
}
