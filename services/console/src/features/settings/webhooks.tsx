import { Link } from '@tanstack/react-router'
import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { Checkbox, TextArea, TextField } from '#ui/field.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'

export function Webhooks() {
  const projectId = useProjectId()
  const list = useReading(consoleApi, 'projects.listWebhooks', { projectId })
  const [creating, setCreating] = useState(false)
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.webhooks.create}
    </Button>
  )
  return (
    <Page title={t.webhooks.title} lead={t.webhooks.lead} actions={create}>
      <Panel flush>
        <Reading of={list}>
          {({ webhooks }) =>
            webhooks.length === 0 ? (
              <Empty icon={WebhookIcon} title={t.webhooks.emptyTitle} action={create}>
                {t.webhooks.empty}
              </Empty>
            ) : (
              <Table
                label={t.webhooks.title}
                rows={webhooks}
                keyOf={({ $id }) => $id}
                columns={[
                  {
                    head: t.common.name,
                    cell: ({ $id, name }) => (
                      <NameCell id={$id}>
                        <Link to="/project/$projectId/webhooks/$webhookId" params={{ projectId, webhookId: $id }}>
                          {name}
                        </Link>
                      </NameCell>
                    ),
                  },
                  {
                    head: t.webhooks.url,
                    cell: ({ url }) => <span className="block truncate font-mono text-sm">{url}</span>,
                  },
                  { head: t.webhooks.events, cell: ({ events }) => events.length, wide: true },
                  {
                    head: t.common.status,
                    cell: ({ enabled }) => (
                      <Badge tone={enabled ? 'good' : 'bad'}>{enabled ? t.common.on : t.common.off}</Badge>
                    ),
                  },
                ]}
              />
            )
          }
        </Reading>
      </Panel>
      {creating && <NewWebhook onClose={() => setCreating(false)} />}
    </Page>
  )
}

function NewWebhook({ onClose }: { readonly onClose: () => void }) {
  const projectId = useProjectId()
  const create = useChange(consoleApi, 'projects.createWebhook', ['projects.listWebhooks', 'projects.get'])
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState('')
  const [security, setSecurity] = useState(true)
  return (
    <FormDialog
      title={t.webhooks.create}
      onClose={onClose}
      onSubmit={() =>
        create.mutateAsync({ projectId, name, url, events: events.split(/\s+/).filter(Boolean), security })
      }
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <TextField label={t.webhooks.url} type="url" required value={url} onChange={setUrl} />
      <TextArea
        label={t.webhooks.events}
        hint={t.webhooks.eventsHint}
        required
        value={events}
        onChange={setEvents}
        className="font-mono"
      />
      <Checkbox label={t.webhooks.security} hint={t.webhooks.securityHint} checked={security} onChange={setSecurity} />
    </FormDialog>
  )
}
