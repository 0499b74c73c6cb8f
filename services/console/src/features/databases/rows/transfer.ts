import type { Api } from '#api/client.ts'
import { Query } from '#api/query.ts'
import type { Row, Table } from '../model.ts'
import { readLines, writeLine } from './csv.ts'
import { parse, show } from './values.ts'

const pageSize = 500
const batchSize = 100
const idColumn = '$id'

type Progress = (count: number) => void

/** All rows of a table as CSV, page after page. */
export async function exportCsv(
  api: Api,
  table: Table,
  queries: readonly string[],
  onProgress: Progress,
): Promise<Blob> {
  const keys = table.columns.map(({ key }) => key)
  const parts = [writeLine([idColumn, ...keys])]
  let last: Row | undefined
  for (let count = 0; ;) {
    const page = [...queries, Query.limit(pageSize), ...(last ? [Query.cursorAfter(last.$id)] : [])]
    const { rows } = await api.call('tablesDB.listRows', {
      databaseId: table.databaseId,
      tableId: table.$id,
      queries: page,
      total: false,
    })
    for (const row of rows) parts.push(writeLine([row.$id, ...keys.map((key) => show(row[key]))]))
    count += rows.length
    onProgress(count)
    last = rows.at(-1)
    if (rows.length < pageSize) return new Blob(parts, { type: 'text/csv' })
  }
}

/**
 * Makes rows of CSV whose first line names columns; a column `$id` gives ids.
 * @returns how many were made @throws what is wrong, with the line of the file; the lines before it are in the table
 */
export async function importCsv(api: Api, table: Table, text: string, onProgress: Progress): Promise<number> {
  const [head = [], ...lines] = readLines(text)
  const columns = head.map((name) => {
    const column = table.columns.find(({ key }) => key === name)
    if (!column && name !== idColumn) throw new Error(`The table has no column “${name}”.`)
    return column ?? null
  })
  const rows = lines.map((line, at) => {
    try {
      const entries = columns.map((column, index) => [
        column?.key ?? idColumn,
        column ? parse(column, line[index] ?? '') : line[index],
      ])
      return { [idColumn]: 'unique()', ...Object.fromEntries(entries) } as Record<string, unknown>
    } catch (error) {
      throw new Error(`Line ${at + 2}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  })
  for (let at = 0; at < rows.length; at += batchSize) {
    try {
      const batch = rows.slice(at, at + batchSize)
      await api.call('tablesDB.createRow', { databaseId: table.databaseId, tableId: table.$id, rows: batch })
    } catch (error) {
      throw new Error(`Lines ${at + 2} and following: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
    onProgress(Math.min(rows.length, at + batchSize))
  }
  return rows.length
}
