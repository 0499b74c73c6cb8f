import { Columns3, Download, Plus, Rows3, Trash2, Upload } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useChange } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { type Row, type Table, useTable, useTableIds } from '../model.ts'
import { useRowCount } from './count.ts'
import { type Filter, Filters, queriesOf } from './filters.tsx'
import { Grid, type Sort } from './grid.tsx'
import { RowPanel } from './row-panel.tsx'
import { exportCsv, importCsv } from './transfer.ts'
import { parse } from './values.ts'

export function Rows() {
  const { data: table } = useTable()
  const projectId = useProjectId()
  if (!table) return null
  if (table.columns.length > 0) return <TableRows table={table} />
  return (
    <Empty
      icon={Columns3}
      title={t.databases.noColumnsTitle}
      action={
        <Link
          to="/project/$projectId/databases/$databaseId/tables/$tableId/columns"
          params={{ projectId, databaseId: table.databaseId, tableId: table.$id }}
          className={buttonClass('primary')}
        >
          {t.databases.newColumn}
        </Link>
      }
    >
      {t.databases.noColumns}
    </Empty>
  )
}

function TableRows({ table }: { readonly table: Table }) {
  const api = useProjectApi()
  const ids = useTableIds()
  const [filters, setFilters] = useState<readonly Filter[]>([])
  const [sort, setSort] = useState<Sort | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  const [deleting, setDeleting] = useState(false)
  const order = sort === null ? [] : [sort.descending ? Query.orderDesc(sort.column) : Query.orderAsc(sort.column)]
  const queries = [...queriesOf(filters, table.columns), ...order]
  const count = useRowCount(queries)
  const update = useChange(api, 'tablesDB.updateRow')
  const remove = useChange(api, 'tablesDB.deleteRows', ['tablesDB.listRows'])
  const create = (
    <Button look="primary" small icon={Plus} onClick={() => setOpen('new')}>
      {t.rows.newRow}
    </Button>
  )
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2.5 sm:px-8">
        <Filters columns={table.columns} value={filters} onChange={setFilters} />
        <span className="text-sm text-soft tabular-nums">{count.data !== undefined && t.rows.count(count.data)}</span>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {selected.size > 0 && (
            <Button small look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
              {t.rows.deleteSelected(selected.size)}
            </Button>
          )}
          <Transfer table={table} queries={queries} />
          {create}
        </div>
      </div>
      <Reading of={count}>
        {(total) =>
          total === 0 ? (
            <Empty
              icon={Rows3}
              title={filters.length > 0 ? t.rows.noneFound : t.rows.emptyTitle}
              action={filters.length === 0 && create}
            >
              {filters.length > 0 ? undefined : t.rows.empty}
            </Empty>
          ) : (
            <Grid
              columns={table.columns}
              total={total}
              queries={queries}
              sort={sort}
              onSort={setSort}
              selected={selected}
              onSelect={setSelected}
              onOpen={setOpen}
              onEdit={async (row, column, text) =>
                update.mutateAsync({ ...ids, rowId: row.$id, data: { [column.key]: parse(column, text) } })
              }
            />
          )
        }
      </Reading>
      {open !== null && <RowPanel table={table} row={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {deleting && (
        <Confirm
          title={t.rows.deleteSelected(selected.size)}
          action={t.common.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            const all = [...selected]
            for (let at = 0; at < all.length; at += 100) {
              await remove.mutateAsync({ ...ids, queries: [Query.where('equal', '$id', all.slice(at, at + 100))] })
            }
            setSelected(new Set())
          }}
        >
          {t.rows.deleteLead}
        </Confirm>
      )}
    </>
  )
}

/** Rows out of and into files. */
function Transfer({ table, queries }: { readonly table: Table; readonly queries: readonly string[] }) {
  const api = useProjectApi()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState<number | null>(null)
  const run = async (work: () => Promise<void>): Promise<void> => {
    setDone(0)
    try {
      await work()
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
    } finally {
      setDone(null)
      await client.invalidateQueries({ queryKey: [api.projectId, 'tablesDB.listRows'] })
    }
  }
  const save = async (): Promise<void> => {
    const url = URL.createObjectURL(await exportCsv(api, table, queries, setDone))
    const link = Object.assign(document.createElement('a'), { href: url, download: `${table.name}.csv` })
    link.click()
    URL.revokeObjectURL(url)
  }
  const load = async (file: File): Promise<void> => {
    toast(t.rows.imported(await importCsv(api, table, await file.text(), setDone)))
  }
  return (
    <>
      {done !== null && (
        <span role="status" className="text-sm text-soft tabular-nums">
          {t.rows.progress(done)}
        </span>
      )}
      <Button small icon={Upload} disabled={done !== null} onClick={() => input.current?.click()}>
        {t.rows.import}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label={t.rows.import}
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void run(() => load(file))
        }}
      />
      <Button small icon={Download} disabled={done !== null} onClick={() => void run(save)}>
        {t.rows.export}
      </Button>
    </>
  )
}
