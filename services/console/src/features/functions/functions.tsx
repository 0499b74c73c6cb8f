import { Link, useNavigate } from '@tanstack/react-router'
import { Plus, Zap } from 'lucide-react'
import { useState } from 'react'
import type { Params } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { deploymentTones } from './model.ts'
import { languageOf } from './templates.ts'

export function Functions() {
  const projectId = useProjectId()
  const state = useListState()
  const [creating, setCreating] = useState(false)
  const list = useReading(useProjectApi(), 'functions.list', state.params, { keep: true })
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.functions.create}
    </Button>
  )
  return (
    <Page title={t.functions.title} actions={create}>
      <Listing
        label={t.functions.title}
        of={list}
        rows={({ functions }) => functions}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.functions.search}
        noneFound={t.common.noneFound}
        empty={{ icon: Zap, title: t.functions.emptyTitle, text: t.functions.empty, action: create }}
        columns={[
          {
            head: t.common.name,
            cell: ({ $id, name }) => (
              <NameCell id={$id}>
                <Link to="/project/$projectId/functions/$functionId" params={{ projectId, functionId: $id }}>
                  {name}
                </Link>
              </NameCell>
            ),
          },
          { head: t.functions.runtime, cell: ({ runtime }) => runtime },
          {
            head: t.functions.latest,
            cell: ({ latestDeploymentStatus: status }) =>
              status ? <Badge tone={deploymentTones[status] ?? 'plain'}>{status}</Badge> : '–',
          },
          {
            head: t.functions.schedule,
            cell: ({ schedule }) => <span className="font-mono text-sm">{schedule || '–'}</span>,
            wide: true,
          },
          { head: t.common.updated, cell: ({ $updatedAt }) => <Time at={$updatedAt} />, wide: true },
        ]}
      />
      {creating && <NewFunction onClose={() => setCreating(false)} />}
    </Page>
  )
}

type Runtime = Params<'functions.create'>['runtime']

function NewFunction({ onClose }: { readonly onClose: () => void }) {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const { data } = useReading(api, 'functions.listRuntimes', {})
  const create = useChange(api, 'functions.create', ['functions.list'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  const [runtime, setRuntime] = useState<Runtime>('node-22')
  const options = (data?.runtimes ?? []).map(({ $id, name: language, version }) => ({
    value: $id as Runtime,
    label: `${language} ${version}`,
  })) // the ids that the API lists
  return (
    <FormDialog
      title={t.functions.create}
      onClose={onClose}
      onSubmit={async () => {
        const made = await create.mutateAsync({
          functionId: id || 'unique()',
          name,
          runtime,
          entrypoint: languageOf(runtime)?.file ?? '',
          execute: ['any'],
        })
        await navigate({ to: '/project/$projectId/functions/$functionId', params: { projectId, functionId: made.$id } })
      }}
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <TextField label={t.functions.functionId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
      <SelectField label={t.functions.runtime} value={runtime} onChange={setRuntime} options={options} />
    </FormDialog>
  )
}
