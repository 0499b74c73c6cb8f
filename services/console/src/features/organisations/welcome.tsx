import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { t } from '#texts'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'

/** The first organisation and its first project. */
export function Welcome() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [organisation, setOrganisation] = useState('')
  const [project, setProject] = useState('')
  const teamId = useRef<string | null>(null) // made already when the project is tried again
  const submit = async (): Promise<void> => {
    teamId.current ??= (await consoleApi.call('teams.create', { teamId: 'unique()', name: organisation })).$id
    const made = await consoleApi.call('projects.create', {
      projectId: 'unique()',
      name: project,
      teamId: teamId.current,
    })
    await client.invalidateQueries({ queryKey: ['console'] })
    await navigate({ to: '/project/$projectId', params: { projectId: made.$id } })
  }
  return (
    <div className="mx-auto max-w-lg px-4 py-12 sm:py-20">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{t.welcome.title}</h1>
      <p className="mt-2 mb-8 text-pretty text-soft">{t.welcome.lead}</p>
      <div className="rounded-lg border border-line bg-panel p-6 shadow-sm">
        <Form submit={t.welcome.submit} onSubmit={submit}>
          <TextField
            label={t.welcome.organisation}
            hint={t.welcome.organisationHint}
            required
            autoFocus
            maxLength={128}
            value={organisation}
            onChange={setOrganisation}
          />
          <TextField
            label={t.welcome.project}
            hint={t.welcome.projectHint}
            required
            maxLength={128}
            value={project}
            onChange={setProject}
          />
        </Form>
      </div>
    </div>
  )
}
