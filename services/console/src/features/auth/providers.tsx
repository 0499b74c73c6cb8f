import { LogIn, Pencil } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, endpoint, type Params, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/button.tsx'
import { Code } from '#ui/copy.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { Switch, TextArea, TextField } from '#ui/field.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { toast } from '#ui/toasts.tsx'
import { secretFields, secretOf } from './provider-fields.ts'

type Provider = Result<'projects.get'>['oAuthProviders'][number]

/** A provider that only tests have. */
const isReal = ({ key }: Provider): boolean => key !== 'mock'
const byUse = (left: Provider, right: Provider): number => Number(right.enabled) - Number(left.enabled)

export function Providers() {
  const projectId = useProjectId()
  const read = useReading(consoleApi, 'projects.get', { projectId })
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Provider | null>(null)
  const matches = ({ name }: Provider): boolean => name.toLowerCase().includes(search.toLowerCase())
  return (
    <Page title={t.providers.title} lead={t.providers.lead}>
      <SearchField label={t.providers.search} value={search} onChange={setSearch} />
      <Panel flush>
        <Reading of={read}>
          {({ oAuthProviders }) => {
            const found = oAuthProviders.filter((provider) => isReal(provider) && matches(provider))
            if (found.length === 0) return <Empty icon={LogIn} title={t.common.noneFound} />
            return (
              <Table
                label={t.providers.title}
                rows={found.toSorted(byUse)}
                keyOf={({ key }) => key}
                columns={[
                  { head: t.common.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
                  {
                    head: t.common.status,
                    cell: ({ enabled }) => (
                      <Badge tone={enabled ? 'good' : 'plain'}>{enabled ? t.common.on : t.common.off}</Badge>
                    ),
                  },
                  {
                    head: t.providers.appId,
                    wide: true,
                    cell: ({ appId }) => <span className="block truncate font-mono text-sm">{appId || '–'}</span>,
                  },
                  {
                    head: t.common.actions,
                    align: 'right',
                    cell: (provider) => (
                      <IconButton
                        icon={Pencil}
                        label={t.providers.setUp(provider.name)}
                        onClick={() => setChosen(provider)}
                      />
                    ),
                  },
                ]}
              />
            )
          }}
        </Reading>
      </Panel>
      {chosen && <SetUp provider={chosen} onClose={() => setChosen(null)} />}
    </Page>
  )
}

function SetUp({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const projectId = useProjectId()
  const update = useChange(consoleApi, 'projects.updateOAuth2', ['projects.get'])
  const [enabled, setEnabled] = useState(provider.enabled)
  const [appId, setAppId] = useState(provider.appId)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const fields = secretFields(provider.key)
  const isStored = provider.secret !== ''
  const hint = fields.length > 1 ? t.providers.keepAll : t.providers.keep
  return (
    <FormDialog
      title={provider.name}
      lead={t.providers.setUpLead}
      submit={t.common.save}
      onClose={onClose}
      onSubmit={async () => {
        const key = provider.key as Params<'projects.updateOAuth2'>['provider'] // the list names no others
        const secret = secretOf(provider.key, typed)
        await update.mutateAsync({ projectId, provider: key, appId, enabled, ...(secret === null ? {} : { secret }) })
        toast(t.common.saved)
      }}
    >
      <Switch label={t.providers.enabled(provider.name)} checked={enabled} onChange={setEnabled} />
      <TextField label={t.providers.appId} required={enabled} maxLength={256} value={appId} onChange={setAppId} />
      {fields.map((field, index) => {
        const isKey = field === 'p8'
        const Field = isKey ? TextArea : TextField
        return (
          <Field
            key={field}
            label={t.providers.fields[field] ?? field}
            {...(isStored && index === fields.length - 1 ? { hint } : {})}
            {...(field === 'clientSecret' ? { type: 'password' } : {})}
            autoComplete="off"
            value={typed[field] ?? ''}
            onChange={(value: string) => setTyped((before) => ({ ...before, [field]: value }))}
          />
        )
      })}
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">{t.providers.redirect}</p>
        <Code
          label={t.providers.redirect}
          text={`${endpoint}/account/sessions/oauth2/callback/${provider.key}/${projectId}`}
        />
      </div>
    </FormDialog>
  )
}
