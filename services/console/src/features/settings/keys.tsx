import { Eye, EyeOff, KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { keyScopes } from '#api/endpoints.gen.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { Checkbox, SelectField, TextField } from '#ui/field.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'

type Key = Result<'projects.getKey'>
type Scope = (typeof keyScopes)[number]

export function Keys() {
  const projectId = useProjectId()
  const list = useReading(consoleApi, 'projects.listKeys', { projectId })
  const remove = useChange(consoleApi, 'projects.deleteKey', ['projects.listKeys', 'projects.get'])
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<Key | null>(null)
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.keys.create}
    </Button>
  )
  return (
    <Page title={t.keys.title} lead={t.keys.lead} actions={create}>
      <Panel flush>
        <Reading of={list}>
          {({ keys }) =>
            keys.length === 0 ? (
              <Empty icon={KeyRound} title={t.keys.emptyTitle} action={create}>
                {t.keys.empty}
              </Empty>
            ) : (
              <Table
                label={t.keys.title}
                rows={keys}
                keyOf={({ $id }) => $id}
                columns={[
                  { head: t.common.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
                  { head: t.keys.secret, cell: (key) => <Secret value={key.secret} name={key.name} /> },
                  {
                    head: t.keys.scopes,
                    cell: ({ scopes }) => <span title={scopes.join(', ')}>{scopes.length}</span>,
                    wide: true,
                  },
                  { head: t.keys.lastUsed, cell: ({ accessedAt }) => <Time at={accessedAt} />, wide: true },
                  {
                    head: t.keys.expires,
                    cell: ({ expire }) => (expire ? <Time at={expire} /> : t.keys.never),
                    wide: true,
                  },
                  {
                    head: t.common.actions,
                    align: 'right',
                    cell: (key) => (
                      <IconButton
                        icon={Trash2}
                        label={`${t.common.delete} ${key.name}`}
                        onClick={() => setDeleting(key)}
                      />
                    ),
                  },
                ]}
              />
            )
          }
        </Reading>
      </Panel>
      {creating && <NewKey onClose={() => setCreating(false)} />}
      {deleting && (
        <Confirm
          title={t.keys.delete(deleting.name)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ projectId, keyId: deleting.$id })}
        >
          {t.keys.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

/** Hidden until it is asked for, as somebody may look on. */
function Secret({ value, name }: { readonly value: string; readonly name: string }) {
  const [shown, setShown] = useState(false)
  return (
    <span className="flex max-w-56 items-center gap-1">
      {shown ? (
        <CopyId value={value} label={t.keys.secret} />
      ) : (
        <span className="font-mono text-sm text-faint">••••••••••••</span>
      )}
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? t.keys.hide(name) : t.keys.show(name)}
        onClick={() => setShown(!shown)}
      />
    </span>
  )
}

const lifetimes = { never: null, week: 7, month: 30, year: 365 } as const

function NewKey({ onClose }: { readonly onClose: () => void }) {
  const projectId = useProjectId()
  const create = useChange(consoleApi, 'projects.createKey', ['projects.listKeys', 'projects.get'])
  const [name, setName] = useState('')
  const [lifetime, setLifetime] = useState<keyof typeof lifetimes>('never')
  const [scopes, setScopes] = useState<readonly Scope[]>([])
  const days = lifetimes[lifetime]
  return (
    <FormDialog
      wide
      title={t.keys.create}
      disabled={scopes.length === 0}
      onClose={onClose}
      onSubmit={() => {
        const expire = days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString()
        return create.mutateAsync({ projectId, name, scopes, expire })
      }}
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <SelectField
        label={t.keys.expires}
        value={lifetime}
        onChange={setLifetime}
        options={(['never', 'week', 'month', 'year'] as const).map((value) => ({
          value,
          label: t.keys.lifetimes[value],
        }))}
      />
      <fieldset>
        <legend className="mb-2 flex w-full items-center justify-between text-sm font-medium">
          {t.keys.scopes}
          <Button small look="quiet" onClick={() => setScopes(scopes.length === keyScopes.length ? [] : keyScopes)}>
            {scopes.length === keyScopes.length ? t.keys.none : t.keys.all}
          </Button>
        </legend>
        <div className="grid max-h-64 gap-2 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
          {keyScopes.map((scope) => (
            <Checkbox
              key={scope}
              label={scope}
              checked={scopes.includes(scope)}
              onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((each) => each !== scope))}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  )
}
