import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Plus, Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Confirm, Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'

export function Database() {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const { databaseId = '' } = useParams({ strict: false })
  const state = useListState()
  const [asking, setAsking] = useState<'create' | 'delete' | null>(null)
  const { data: database } = useReading(api, 'tablesDB.get', { databaseId })
  const list = useReading(api, 'tablesDB.listTables', { databaseId, ...state.params }, { keep: true })
  const remove = useChange(api, 'tablesDB.delete', ['tablesDB.list'])
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setAsking('create')}>
      {t.databases.newTable}
    </Button>
  )
  return (
    <Page
      title={database?.name ?? '…'}
      lead={<CopyId value={databaseId} />}
      actions={
        <>
          <Link
            to="/project/$projectId/databases/$databaseId/diagram"
            params={{ projectId, databaseId }}
            className={buttonClass('plain')}
          >
            {t.databases.diagram}
          </Link>
          <Button look="danger" icon={Trash2} onClick={() => setAsking('delete')}>
            {t.common.delete}
          </Button>
          {create}
        </>
      }
    >
      <Listing
        label={t.databases.tables}
        of={list}
        rows={({ tables }) => tables}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.databases.searchTables}
        noneFound={t.common.noneFound}
        empty={{ icon: Table2, title: t.databases.noTablesTitle, text: t.databases.noTables, action: create }}
        columns={[
          {
            head: t.common.name,
            cell: ({ $id, name }) => (
              <NameCell id={$id}>
                <Link
                  to="/project/$projectId/databases/$databaseId/tables/$tableId"
                  params={{ projectId, databaseId, tableId: $id }}
                >
                  {name}
                </Link>
              </NameCell>
            ),
          },
          { head: t.databases.columns, cell: ({ columns }) => columns.length },
          {
            head: t.databases.access,
            cell: ({ rowSecurity, enabled }) => (
              <Badge tone={enabled ? 'plain' : 'warn'}>
                {enabled ? (rowSecurity ? t.databases.byRow : t.databases.byTable) : t.databases.disabled}
              </Badge>
            ),
          },
          { head: t.common.updated, cell: ({ $updatedAt }) => <Time at={$updatedAt} />, wide: true },
        ]}
      />
      {asking === 'create' && <NewTable databaseId={databaseId} onClose={() => setAsking(null)} />}
      {asking === 'delete' && (
        <Confirm
          title={t.databases.deleteDatabase}
          action={t.common.delete}
          typed={database?.name ?? ''}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await remove.mutateAsync({ databaseId })
            await navigate({ to: '/project/$projectId/databases', params: { projectId } })
          }}
        >
          {t.databases.deleteDatabaseLead}
        </Confirm>
      )}
    </Page>
  )
}

function NewTable({ databaseId, onClose }: { readonly databaseId: string; readonly onClose: () => void }) {
  const projectId = useProjectId()
  const navigate = useNavigate()
  const create = useChange(useProjectApi(), 'tablesDB.createTable', ['tablesDB.listTables'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  return (
    <Dialog onClose={onClose} title={t.databases.newTable}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          const table = await create.mutateAsync({ databaseId, tableId: id || 'unique()', name })
          await navigate({
            to: '/project/$projectId/databases/$databaseId/tables/$tableId/columns',
            params: { projectId, databaseId, tableId: table.$id },
          })
        }}
      >
        <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
        <TextField label={t.databases.tableId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
      </Form>
    </Dialog>
  )
}
