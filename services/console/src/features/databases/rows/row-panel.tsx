import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { CopyId } from '#ui/copy.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PermissionsEditor } from '#ui/permissions.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'
import { History } from 'lucide-react'
import { type Column, kindOf, type Row, type Table, useTableIds } from '../model.ts'
import { PermissionCheck } from './permission-check.tsx'
import { isJson, parse, parseJson, show } from './values.ts'

type Props = { readonly table: Table; readonly row: Row | null; readonly onClose: () => void }

const tab =
  'border-b-2 border-transparent px-3 py-2 font-medium text-soft data-[state=active]:border-accent data-[state=active]:text-ink'

/** One row as fields, as JSON, its permissions and its history; null makes a new one. */
export function RowPanel({ table, row, onClose }: Props) {
  const views = row === null ? (['fields', 'json'] as const) : (['fields', 'json', 'permissions', 'activity'] as const)
  return (
    <Dialog
      wide
      onClose={onClose}
      title={row === null ? t.rows.newRow : t.rows.row}
      {...(row === null ? {} : { lead: <CopyId value={row.$id} /> })}
    >
      <Tabs.Root defaultValue="fields">
        <Tabs.List aria-label={t.rows.row} className="mb-5 flex gap-1 border-b border-line">
          {views.map((view) => (
            <Tabs.Trigger key={view} value={view} className={tab}>
              {t.rows.views[view]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="fields" tabIndex={-1}>
          <Fields table={table} row={row} onClose={onClose} />
        </Tabs.Content>
        <Tabs.Content value="json" tabIndex={-1}>
          <Json table={table} row={row} onClose={onClose} />
        </Tabs.Content>
        {row && (
          <>
            <Tabs.Content value="permissions" tabIndex={-1}>
              <Permissions table={table} row={row} onClose={onClose} />
              <PermissionCheck table={table} row={row} />
            </Tabs.Content>
            <Tabs.Content value="activity" tabIndex={-1}>
              <Activity row={row} />
            </Tabs.Content>
          </>
        )}
      </Tabs.Root>
    </Dialog>
  )
}

function useSave(row: Row | null, onClose: () => void) {
  const api = useProjectApi()
  const ids = useTableIds()
  const create = useChange(api, 'tablesDB.createRow', ['tablesDB.listRows'])
  const update = useChange(api, 'tablesDB.updateRow', ['tablesDB.listRows'])
  return async (
    data: Readonly<Record<string, unknown>>,
    rowId: string,
    permissions?: readonly string[],
  ): Promise<void> => {
    const more = permissions === undefined ? {} : { permissions }
    if (row === null) await create.mutateAsync({ ...ids, rowId: rowId || 'unique()', data, ...more })
    else await update.mutateAsync({ ...ids, rowId: row.$id, data, ...more })
    toast(t.common.saved)
    onClose()
  }
}

function Fields({ table, row, onClose }: Props) {
  const save = useSave(row, onClose)
  const [id, setId] = useState('')
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const submit = (): Promise<void> => {
    const changed = table.columns.filter(({ key }) => texts[key] !== undefined)
    return save(Object.fromEntries(changed.map((column) => [column.key, parse(column, texts[column.key] ?? '')])), id)
  }
  return (
    <Form submit={row === null ? t.common.create : t.common.save} onCancel={onClose} onSubmit={submit}>
      {row === null && (
        <TextField label={t.rows.rowId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
      )}
      {table.columns.map((column) => (
        <Field
          key={column.key}
          column={column}
          value={texts[column.key] ?? show(row?.[column.key])}
          onChange={(text) => setTexts({ ...texts, [column.key]: text })}
        />
      ))}
    </Form>
  )
}

function Field({
  column,
  value,
  onChange,
}: {
  readonly column: Column
  readonly value: string
  readonly onChange: (text: string) => void
}) {
  const label = `${column.key}${column.required ? ' *' : ''}`
  const hint = `${kindOf(column)}${column.array ? '[]' : ''}`
  const options = kindOf(column) === 'boolean' ? ['true', 'false'] : 'elements' in column ? column.elements : null
  if (options !== null && !column.array) {
    const choices = ['', ...options].map((each) => ({ value: each, label: each === '' ? 'null' : each }))
    return <SelectField label={label} hint={hint} value={value} onChange={onChange} options={choices} />
  }
  if (isJson(column) || ('size' in column && column.size > 512)) {
    return (
      <TextArea
        label={label}
        hint={hint}
        value={value}
        onChange={onChange}
        className={isJson(column) ? 'font-mono' : ''}
      />
    )
  }
  return <TextField label={label} hint={hint} value={value} onChange={onChange} />
}

function Json({ row, onClose }: Props) {
  const save = useSave(row, onClose)
  const data = Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => !name.startsWith('$')))
  const [text, setText] = useState(JSON.stringify(data, null, 2))
  const submit = (): Promise<void> => {
    const value = parseJson(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(t.rows.objectWanted)
    return save(value as Record<string, unknown>, '') // an object, as was just seen
  }
  return (
    <Form submit={row === null ? t.common.create : t.common.save} onCancel={onClose} onSubmit={async () => submit()}>
      <TextArea
        bare
        label="JSON"
        rows={16}
        spellCheck={false}
        value={text}
        onChange={setText}
        className="font-mono text-sm"
      />
    </Form>
  )
}

function Permissions({ table, row, onClose }: Props) {
  const save = useSave(row, onClose)
  const [permissions, setPermissions] = useState(row?.$permissions ?? [])
  return (
    <Form submit={t.common.save} onCancel={onClose} onSubmit={() => save({}, '', permissions)}>
      <p className="text-soft">{table.rowSecurity ? t.rows.permissionsLead : t.rows.permissionsOff}</p>
      <PermissionsEditor canCreate={false} value={permissions} onChange={setPermissions} />
    </Form>
  )
}

function Activity({ row }: { readonly row: Row }) {
  const read = useReading(useProjectApi(), 'tablesDB.listRowLogs', { ...useTableIds(), rowId: row.$id })
  return (
    <Reading of={read}>
      {({ logs }) =>
        logs.length === 0 ? (
          <Empty icon={History} title={t.rows.noActivity} />
        ) : (
          <ul className="divide-y divide-line">
            {logs.map((log, at) => (
              <li key={at} className="flex flex-wrap items-center justify-between gap-2 py-2.5">
                <span className="font-mono text-sm">{log.event}</span>
                <span className="text-soft">
                  {log.userEmail || log.userName || log.mode} · <Time at={log.time} />
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Reading>
  )
}
