import { MonitorSmartphone, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Params, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'

type Platform = Result<'projects.getPlatform'>
type Type = Params<'projects.createPlatform'>['type']

const types: readonly Type[] = [
  'web',
  'flutter-web',
  'flutter-android',
  'flutter-ios',
  'flutter-linux',
  'flutter-macos',
  'flutter-windows',
  'apple-ios',
  'apple-macos',
  'apple-tvos',
  'apple-watchos',
  'android',
  'react-native-ios',
  'react-native-android',
  'unity',
]

export function Platforms() {
  const projectId = useProjectId()
  const list = useReading(consoleApi, 'projects.listPlatforms', { projectId })
  const remove = useChange(consoleApi, 'projects.deletePlatform', ['projects.listPlatforms', 'projects.get'])
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<Platform | null>(null)
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.platforms.create}
    </Button>
  )
  return (
    <Page title={t.platforms.title} lead={t.platforms.lead} actions={create}>
      <Panel flush>
        <Reading of={list}>
          {({ platforms }) =>
            platforms.length === 0 ? (
              <Empty icon={MonitorSmartphone} title={t.platforms.emptyTitle} action={create}>
                {t.platforms.empty}
              </Empty>
            ) : (
              <Table
                label={t.platforms.title}
                rows={platforms}
                keyOf={({ $id }) => $id}
                columns={[
                  { head: t.common.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
                  { head: t.platforms.type, cell: ({ type }) => type },
                  {
                    head: t.platforms.identifier,
                    cell: ({ hostname, key }) => <span className="font-mono text-sm">{hostname || key}</span>,
                  },
                  { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
                  {
                    head: t.common.actions,
                    align: 'right',
                    cell: (platform) => (
                      <IconButton
                        icon={Trash2}
                        label={`${t.common.delete} ${platform.name}`}
                        onClick={() => setDeleting(platform)}
                      />
                    ),
                  },
                ]}
              />
            )
          }
        </Reading>
      </Panel>
      {creating && <NewPlatform onClose={() => setCreating(false)} />}
      {deleting && (
        <Confirm
          title={t.platforms.delete(deleting.name)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ projectId, platformId: deleting.$id })}
        >
          {t.platforms.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

function NewPlatform({ onClose }: { readonly onClose: () => void }) {
  const projectId = useProjectId()
  const create = useChange(consoleApi, 'projects.createPlatform', ['projects.listPlatforms', 'projects.get'])
  const [type, setType] = useState<Type>('web')
  const [name, setName] = useState('')
  const [identifier, setIdentifier] = useState('')
  const isWeb = type === 'web' || type === 'flutter-web'
  return (
    <FormDialog
      title={t.platforms.create}
      onClose={onClose}
      onSubmit={() =>
        create.mutateAsync({ projectId, type, name, ...(isWeb ? { hostname: identifier } : { key: identifier }) })
      }
    >
      <SelectField
        label={t.platforms.type}
        value={type}
        onChange={setType}
        options={types.map((value) => ({ value, label: value }))}
      />
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <TextField
        label={isWeb ? t.platforms.hostname : t.platforms.key}
        hint={isWeb ? t.platforms.hostnameHint : t.platforms.keyHint}
        required
        value={identifier}
        onChange={setIdentifier}
      />
    </FormDialog>
  )
}
