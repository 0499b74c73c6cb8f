import { Link } from '@tanstack/react-router'
import { Database as DatabaseIcon, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'

type Database = Result<'tablesDB.get'>

export function Databases() {
  const projectId = useProjectId()
  const state = useListState()
  const [creating, setCreating] = useState(false)
  const list = useReading(useProjectApi(), 'tablesDB.list', state.params, { keep: true })
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.databases.newDatabase}
    </Button>
  )
  return (
    <Page title={t.databases.title} actions={create}>
      <Listing
        label={t.databases.title}
        of={list}
        rows={({ databases }) => databases}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.databases.search}
        noneFound={t.common.noneFound}
        empty={{ icon: DatabaseIcon, title: t.databases.emptyTitle, text: t.databases.empty, action: create }}
        columns={[
          {
            head: t.common.name,
            cell: ({ $id, name }: Database) => (
              <NameCell id={$id}>
                <Link to="/project/$projectId/databases/$databaseId" params={{ projectId, databaseId: $id }}>
                  {name}
                </Link>
              </NameCell>
            ),
          },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
          { head: t.common.updated, cell: ({ $updatedAt }) => <Time at={$updatedAt} /> },
        ]}
      />
      {creating && <NewDatabase onClose={() => setCreating(false)} />}
    </Page>
  )
}

function NewDatabase({ onClose }: { readonly onClose: () => void }) {
  const create = useChange(useProjectApi(), 'tablesDB.create', ['tablesDB.list'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  return (
    <Dialog onClose={onClose} title={t.databases.newDatabase}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          await create.mutateAsync({ databaseId: id || 'unique()', name })
          onClose()
        }}
      >
        <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
        <TextField label={t.databases.databaseId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
      </Form>
    </Dialog>
  )
}
