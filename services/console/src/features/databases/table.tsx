import { Link, Outlet } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { CopyId } from '#ui/copy.tsx'
import { Reading } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { useTable, useTableIds } from './model.ts'

/** What surrounds the pages of a table. */
export function TableFrame() {
  const projectId = useProjectId()
  const ids = useTableIds()
  const { data: database } = useReading(useProjectApi(), 'tablesDB.get', { databaseId: ids.databaseId })
  const base = '/project/$projectId/databases/$databaseId/tables/$tableId'
  const params = { projectId, ...ids }
  return (
    <Reading of={useTable()}>
      {(table) => (
        <div className="flex h-[calc(100dvh-3.25rem)] flex-col">
          <header className="border-b border-line bg-panel px-4 pt-5 sm:px-8">
            <nav aria-label={t.common.path} className="flex flex-wrap items-center gap-1 text-sm text-soft">
              <Link to="/project/$projectId/databases" params={params} className="hover:text-ink">
                {t.databases.title}
              </Link>
              <ChevronRight className="size-3.5" aria-hidden />
              <Link to="/project/$projectId/databases/$databaseId" params={params} className="hover:text-ink">
                {database?.name ?? ids.databaseId}
              </Link>
            </nav>
            <div className="mt-1 mb-3 flex flex-wrap items-center gap-3">
              <h1 className="text-xl font-semibold tracking-tight break-words">{table.name}</h1>
              <CopyId value={table.$id} />
            </div>
            <Tabs
              label={table.name}
              tabs={[
                { label: t.databases.rows, to: base, params, exact: true },
                { label: t.databases.columns, to: `${base}/columns`, params },
                { label: t.databases.indexes, to: `${base}/indexes`, params },
                { label: t.databases.code, to: `${base}/code`, params },
                { label: t.databases.settings, to: `${base}/settings`, params },
              ]}
            />
          </header>
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
            <Outlet />
          </div>
        </div>
      )}
    </Reading>
  )
}
