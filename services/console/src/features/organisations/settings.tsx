import { useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { OrganisationSwitch } from './switch.tsx'
import { OrganisationTabs } from './tabs.tsx'

export function OrganisationSettings() {
  const { organisationId = '' } = useParams({ strict: false })
  const read = useReading(consoleApi, 'teams.get', { teamId: organisationId })
  return (
    <Page title={<OrganisationSwitch organisationId={organisationId} />}>
      <OrganisationTabs organisationId={organisationId} />
      <Reading of={read}>{(team) => <Settings key={team.$id} team={team} />}</Reading>
    </Page>
  )
}

function Settings({ team }: { readonly team: Result<'teams.get'> }) {
  const navigate = useNavigate()
  const refreshes = ['teams.list', 'teams.get'] as const
  const rename = useChange(consoleApi, 'teams.updateName', refreshes)
  const remove = useChange(consoleApi, 'teams.delete', ['teams.list'])
  const [name, setName] = useState(team.name)
  const [deleting, setDeleting] = useState(false)
  return (
    <>
      <Panel title={t.organisations.settings}>
        <Form
          submit={t.common.save}
          disabled={name === team.name}
          onSubmit={async () => {
            await rename.mutateAsync({ teamId: team.$id, name })
            toast(t.common.saved)
          }}
        >
          <TextField label={t.organisations.rename} required maxLength={128} value={name} onChange={setName} />
        </Form>
      </Panel>
      <Panel title={t.organisations.delete} lead={t.organisations.deleteLead}>
        <Button look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
          {t.organisations.delete}
        </Button>
      </Panel>
      {deleting && (
        <Confirm
          title={t.organisations.delete}
          action={t.common.delete}
          typed={team.name}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ teamId: team.$id })
            await navigate({ to: '/' })
          }}
        >
          {t.organisations.deleteLead}
        </Confirm>
      )}
    </>
  )
}
