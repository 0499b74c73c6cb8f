import { ListOrdered, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm, Dialog } from '#ui/dialog.tsx'
import { Checkbox, SelectField, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { StatusBadge } from './columns.tsx'
import { useTable, useTableIds } from './model.ts'

const types = ['key', 'unique', 'fulltext', 'spatial'] as const

export function Indexes() {
  const ids = useTableIds()
  const { data: table } = useTable()
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<string | null>(null)
  const remove = useChange(useProjectApi(), 'tablesDB.deleteIndex', ['tablesDB.getTable'])
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)} disabled={table?.columns.length === 0}>
      {t.databases.newIndex}
    </Button>
  )
  return (
    <Page title={t.databases.indexes} actions={create}>
      <Panel flush>
        {table?.indexes.length === 0 ? (
          <Empty icon={ListOrdered} title={t.databases.noIndexesTitle}>
            {t.databases.noIndexes}
          </Empty>
        ) : (
          <Table
            label={t.databases.indexes}
            rows={table?.indexes ?? []}
            keyOf={({ key }) => key}
            columns={[
              { head: t.databases.key, cell: ({ key }) => <span className="font-mono text-sm">{key}</span> },
              { head: t.databases.type, cell: ({ type }) => type },
              {
                head: t.databases.columns,
                cell: ({ columns, orders }) =>
                  columns.map((name, at) => `${name}${orders?.[at] ? ` ${orders[at].toLowerCase()}` : ''}`).join(', '),
              },
              { head: t.common.status, cell: (index) => <StatusBadge {...index} /> },
              {
                head: t.common.actions,
                align: 'right',
                cell: ({ key }) => (
                  <IconButton icon={Trash2} label={`${t.common.delete} ${key}`} onClick={() => setDeleting(key)} />
                ),
              },
            ]}
          />
        )}
      </Panel>
      {creating && <NewIndex onClose={() => setCreating(false)} />}
      {deleting !== null && (
        <Confirm
          title={t.databases.deleteIndex(deleting)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ ...ids, key: deleting })}
        >
          {t.databases.deleteIndexLead}
        </Confirm>
      )}
    </Page>
  )
}

function NewIndex({ onClose }: { readonly onClose: () => void }) {
  const ids = useTableIds()
  const { data: table } = useTable()
  const create = useChange(useProjectApi(), 'tablesDB.createIndex', ['tablesDB.getTable'])
  const [key, setKey] = useState('')
  const [type, setType] = useState<(typeof types)[number]>('key')
  const [columns, setColumns] = useState<readonly string[]>([])
  return (
    <Dialog onClose={onClose} title={t.databases.newIndex}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        disabled={columns.length === 0}
        onSubmit={async () => {
          await create.mutateAsync({ ...ids, key, type, columns })
          onClose()
        }}
      >
        <TextField label={t.databases.key} required autoFocus maxLength={36} value={key} onChange={setKey} />
        <SelectField
          label={t.databases.type}
          value={type}
          onChange={setType}
          options={types.map((value) => ({ value, label: t.databases.indexTypes[value] }))}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">{t.databases.columns}</legend>
          {table?.columns.map((column) => (
            <Checkbox
              key={column.key}
              label={column.key}
              checked={columns.includes(column.key)}
              onChange={(on) =>
                setColumns(on ? [...columns, column.key] : columns.filter((each) => each !== column.key))
              }
            />
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
