import { useParams } from '@tanstack/react-router'
import type { Result } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'

export type Table = Result<'tablesDB.getTable'>
export type Column = Table['columns'][number]
export type Row = Result<'tablesDB.getRow'>

/** The ids of the table that the address names. */
export function useTableIds(): { readonly databaseId: string; readonly tableId: string } {
  const { databaseId = '', tableId = '' } = useParams({ strict: false })
  return { databaseId, tableId }
}

/** The table that the address names; read again while a column or an index of it is being made. */
export function useTable() {
  const read = useReading(useProjectApi(), 'tablesDB.getTable', useTableIds())
  const busy = [...(read.data?.columns ?? []), ...(read.data?.indexes ?? [])].some(({ status }) =>
    ['processing', 'deleting'].includes(status),
  )
  return useReading(useProjectApi(), 'tablesDB.getTable', useTableIds(), busy ? { everyMs: 1000 } : {})
}

/** How much of the change of the table that the address names is done, in percent; null where that is not known. */
export function useProgress(): number | null {
  const read = useReading(useProjectApi(), 'tablesDB.getTableProgress', useTableIds(), { everyMs: 1000 })
  return read.data?.percent ?? null
}

/** What kind of values a column holds, as people choose it: strings with a format are kinds of their own. */
export function kindOf(column: Column): string {
  return 'format' in column && column.format !== '' ? column.format : column.type
}
