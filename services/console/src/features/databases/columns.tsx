import { Columns3, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { NewColumn } from './column-form.tsx'
import { type Column, kindOf, useProgress, useTable, useTableIds } from './model.ts'

const tones: Readonly<Record<string, Tone>> = {
  available: 'good',
  processing: 'warn',
  deleting: 'warn',
  stuck: 'bad',
  failed: 'bad',
}

export function StatusBadge({ status, error }: { readonly status: string; readonly error: string }) {
  return (
    <span title={error || undefined}>
      <Badge tone={tones[status] ?? 'plain'}>
        {status}
        {status === 'processing' && <Progress />}
      </Badge>
    </span>
  )
}

function Progress() {
  const percent = useProgress()
  return percent === null ? null : ` ${percent} %`
}

export function Columns() {
  const ids = useTableIds()
  const { data: table } = useTable()
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<Column | null>(null)
  const remove = useChange(useProjectApi(), 'tablesDB.deleteColumn', ['tablesDB.getTable', 'tablesDB.listRows'])
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.databases.newColumn}
    </Button>
  )
  return (
    <Page title={t.databases.columns} actions={create}>
      <Panel flush>
        {table?.columns.length === 0 ? (
          <Empty icon={Columns3} title={t.databases.noColumnsTitle} action={create}>
            {t.databases.noColumns}
          </Empty>
        ) : (
          <Table
            label={t.databases.columns}
            rows={table?.columns ?? []}
            keyOf={({ key }) => key}
            columns={[
              { head: t.databases.key, cell: ({ key }) => <span className="font-mono text-sm">{key}</span> },
              { head: t.databases.type, cell: (column) => describe(column) },
              {
                head: t.databases.required,
                cell: ({ required }) => (required ? <Badge tone="accent">{t.databases.required}</Badge> : null),
                wide: true,
              },
              { head: t.databases.default, cell: (column) => defaultOf(column), wide: true },
              { head: t.common.status, cell: (column) => <StatusBadge {...column} /> },
              {
                head: t.common.actions,
                align: 'right',
                cell: (column) => (
                  <IconButton
                    icon={Trash2}
                    label={`${t.common.delete} ${column.key}`}
                    onClick={() => setDeleting(column)}
                  />
                ),
              },
            ]}
          />
        )}
      </Panel>
      {creating && <NewColumn onClose={() => setCreating(false)} />}
      {deleting && (
        <Confirm
          title={t.databases.deleteColumn(deleting.key)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ ...ids, key: deleting.key })}
        >
          {t.databases.deleteColumnLead}
        </Confirm>
      )}
    </Page>
  )
}

function describe(column: Column): string {
  const size = 'size' in column ? `(${column.size})` : ''
  const related = 'relatedTable' in column ? ` → ${column.relatedTable} (${column.relationType})` : ''
  return `${kindOf(column)}${size}${column.array ? '[]' : ''}${related}`
}

function defaultOf(column: Column) {
  const value = 'default' in column ? (column.default ?? null) : null
  return value === null ? (
    <span className="text-faint">–</span>
  ) : (
    <span className="font-mono text-sm">{JSON.stringify(value)}</span>
  )
}
