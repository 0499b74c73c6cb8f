import { Link } from '@tanstack/react-router'
import { Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'

export function Teams() {
  const projectId = useProjectId()
  const state = useListState()
  const [creating, setCreating] = useState(false)
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.teams.create}
    </Button>
  )
  return (
    <Page title={t.teams.title} actions={create}>
      <Listing
        label={t.teams.title}
        of={useReading(useProjectApi(), 'teams.list', state.params, { keep: true })}
        rows={({ teams }) => teams}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.teams.search}
        noneFound={t.common.noneFound}
        empty={{ icon: UsersRound, title: t.teams.emptyTitle, text: t.teams.empty, action: create }}
        columns={[
          {
            head: t.common.name,
            cell: ({ $id, name }) => (
              <NameCell id={$id}>
                <Link to="/project/$projectId/auth/teams/$teamId" params={{ projectId, teamId: $id }}>
                  {name}
                </Link>
              </NameCell>
            ),
          },
          { head: t.teams.members, cell: ({ total }) => total },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
        ]}
      />
      {creating && <NewTeam onClose={() => setCreating(false)} />}
    </Page>
  )
}

function NewTeam({ onClose }: { readonly onClose: () => void }) {
  const create = useChange(useProjectApi(), 'teams.create', ['teams.list'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  return (
    <FormDialog
      title={t.teams.create}
      onClose={onClose}
      onSubmit={() => create.mutateAsync({ teamId: id || 'unique()', name })}
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <TextField label={t.teams.teamId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
    </FormDialog>
  )
}
