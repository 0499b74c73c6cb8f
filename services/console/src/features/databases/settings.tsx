import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Switch, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { PermissionsEditor } from '#ui/permissions.tsx'
import { toast } from '#ui/toasts.tsx'
import { type Table, useTable } from './model.ts'

export function TableSettings() {
  const { data: table } = useTable()
  return table ? <Settings key={table.$updatedAt} table={table} /> : null
}

function Settings({ table }: { readonly table: Table }) {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const ids = { databaseId: table.databaseId, tableId: table.$id }
  const update = useChange(api, 'tablesDB.updateTable', ['tablesDB.getTable', 'tablesDB.listTables'])
  const remove = useChange(api, 'tablesDB.deleteTable', ['tablesDB.listTables'])
  const [name, setName] = useState(table.name)
  const [enabled, setEnabled] = useState(table.enabled)
  const [rowSecurity, setRowSecurity] = useState(table.rowSecurity)
  const [permissions, setPermissions] = useState(table.$permissions)
  const [deleting, setDeleting] = useState(false)
  return (
    <Page title={t.databases.settings}>
      <Panel title={t.databases.access} lead={t.databases.accessLead}>
        <Form
          submit={t.common.save}
          onSubmit={async () => {
            await update.mutateAsync({ ...ids, name, enabled, rowSecurity, permissions })
            toast(t.common.saved)
          }}
        >
          <TextField label={t.common.name} required maxLength={128} value={name} onChange={setName} />
          <Switch label={t.databases.enabled} hint={t.databases.enabledHint} checked={enabled} onChange={setEnabled} />
          <Switch
            label={t.databases.rowSecurity}
            hint={t.databases.rowSecurityHint}
            checked={rowSecurity}
            onChange={setRowSecurity}
          />
          <PermissionsEditor canCreate value={permissions} onChange={setPermissions} />
        </Form>
      </Panel>
      <Panel title={t.databases.deleteTable} lead={t.databases.deleteTableLead}>
        <Button look="danger" onClick={() => setDeleting(true)}>
          {t.databases.deleteTable}
        </Button>
      </Panel>
      {deleting && (
        <Confirm
          title={t.databases.deleteTable}
          action={t.common.delete}
          typed={table.name}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync(ids)
            await navigate({
              to: '/project/$projectId/databases/$databaseId',
              params: { projectId, databaseId: table.databaseId },
            })
          }}
        >
          {t.databases.deleteTableLead}
        </Confirm>
      )}
    </Page>
  )
}
