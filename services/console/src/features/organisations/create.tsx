import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useChange } from '#api/hooks.ts'
import { t } from '#texts'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { toast } from '#ui/toasts.tsx'

export function NewProject({
  organisationId,
  onClose,
}: {
  readonly organisationId: string
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const create = useChange(consoleApi, 'projects.create', ['projects.list'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  return (
    <Dialog onClose={onClose} title={t.organisations.newProject}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          const project = await create.mutateAsync({ projectId: id || 'unique()', name, teamId: organisationId })
          toast(t.organisations.created(project.name))
          await navigate({ to: '/project/$projectId', params: { projectId: project.$id } })
        }}
      >
        <TextField
          label={t.organisations.projectName}
          required
          autoFocus
          maxLength={128}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t.organisations.projectId}
          hint={t.organisations.projectIdHint}
          maxLength={36}
          value={id}
          onChange={setId}
        />
      </Form>
    </Dialog>
  )
}

export function NewOrganisation({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const create = useChange(consoleApi, 'teams.create', ['teams.list'])
  const [name, setName] = useState('')
  return (
    <Dialog onClose={onClose} title={t.organisations.newOrganisation}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          const team = await create.mutateAsync({ teamId: 'unique()', name })
          onClose()
          await navigate({ to: '/organisations/$organisationId', params: { organisationId: team.$id } })
        }}
      >
        <TextField
          label={t.organisations.organisationName}
          required
          autoFocus
          maxLength={128}
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  )
}
