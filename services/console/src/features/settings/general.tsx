import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { consoleApi, type Params, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Switch, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'

type Project = Result<'projects.get'>
type Service = Params<'projects.updateServiceStatus'>['service']

const services = {
  account: 'serviceStatusForAccount',
  avatars: 'serviceStatusForAvatars',
  databases: 'serviceStatusForDatabases',
  tablesdb: 'serviceStatusForTablesdb',
  locale: 'serviceStatusForLocale',
  health: 'serviceStatusForHealth',
  storage: 'serviceStatusForStorage',
  teams: 'serviceStatusForTeams',
  users: 'serviceStatusForUsers',
  functions: 'serviceStatusForFunctions',
} as const satisfies Partial<Record<Service, keyof Project>>

export function General() {
  const projectId = useProjectId()
  const read = useReading(consoleApi, 'projects.get', { projectId })
  return <Reading of={read}>{(project) => <Shown project={project} />}</Reading>
}

function Shown({ project }: { readonly project: Project }) {
  const navigate = useNavigate()
  const projectId = project.$id
  const refreshes = ['projects.get', 'projects.list'] as const
  const rename = useChange(consoleApi, 'projects.update', refreshes)
  const remove = useChange(consoleApi, 'projects.delete', ['projects.list'])
  const [name, setName] = useState(project.name)
  const [deleting, setDeleting] = useState(false)
  return (
    <Page title={t.settings.title}>
      <Panel title={t.settings.general}>
        <Form
          submit={t.common.save}
          onSubmit={async () => {
            await rename.mutateAsync({ projectId, name })
            toast(t.common.saved)
          }}
        >
          <TextField label={t.common.name} required maxLength={128} value={name} onChange={setName} />
        </Form>
      </Panel>
      <Services project={project} />
      <Panel title={t.settings.delete} lead={t.settings.deleteLead}>
        <Button look="danger" onClick={() => setDeleting(true)}>
          {t.settings.delete}
        </Button>
      </Panel>
      {deleting && (
        <Confirm
          title={t.settings.delete}
          action={t.common.delete}
          typed={project.name}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ projectId })
            await navigate({ to: '/organisations/$organisationId', params: { organisationId: project.teamId } })
          }}
        >
          {t.settings.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

function Services({ project }: { readonly project: Project }) {
  const update = useChange(consoleApi, 'projects.updateServiceStatus', ['projects.get'])
  const names = Object.keys(services) as (keyof typeof services)[]
  return (
    <Panel title={t.settings.services} lead={t.settings.servicesLead}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {names.map((service) => (
          <Switch
            key={service}
            label={service}
            checked={project[services[service]]}
            disabled={update.isPending}
            onChange={(status) =>
              update.mutate(
                { projectId: project.$id, service, status },
                { onError: (error) => toast(error.message, 'bad') },
              )
            }
          />
        ))}
      </div>
    </Panel>
  )
}
