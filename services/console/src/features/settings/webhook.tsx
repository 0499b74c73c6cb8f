import { useNavigate, useParams } from '@tanstack/react-router'
import { History, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Switch, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

type Webhook = Result<'projects.getWebhook'>

const tones: Readonly<Record<string, Tone>> = { delivered: 'good', pending: 'warn', failed: 'bad' }

export function WebhookPage() {
  const projectId = useProjectId()
  const { webhookId = '' } = useParams({ strict: false })
  const read = useReading(consoleApi, 'projects.getWebhook', { projectId, webhookId })
  return <Reading of={read}>{(webhook) => <Shown key={webhook.$updatedAt} webhook={webhook} />}</Reading>
}

function Shown({ webhook }: { readonly webhook: Webhook }) {
  const projectId = useProjectId()
  const navigate = useNavigate()
  const ids = { projectId, webhookId: webhook.$id }
  const refreshes = ['projects.getWebhook', 'projects.listWebhooks'] as const
  const update = useChange(consoleApi, 'projects.updateWebhook', refreshes)
  const remove = useChange(consoleApi, 'projects.deleteWebhook', refreshes)
  const renew = useChange(consoleApi, 'projects.updateWebhookSignature', refreshes)
  const [name, setName] = useState(webhook.name)
  const [url, setUrl] = useState(webhook.url)
  const [events, setEvents] = useState(webhook.events.join('\n'))
  const [enabled, setEnabled] = useState(webhook.enabled)
  const [asking, setAsking] = useState<'delete' | 'renew' | null>(null)
  return (
    <Page
      title={webhook.name}
      lead={<CopyId value={webhook.$id} />}
      actions={
        <Button look="danger" icon={Trash2} onClick={() => setAsking('delete')}>
          {t.common.delete}
        </Button>
      }
    >
      <Panel title={t.webhooks.settings}>
        <Form
          submit={t.common.save}
          onSubmit={async () => {
            const list = events.split(/\s+/).filter(Boolean)
            await update.mutateAsync({ ...ids, name, url, events: list, enabled, security: webhook.security })
            toast(t.common.saved)
          }}
        >
          <TextField label={t.common.name} required maxLength={128} value={name} onChange={setName} />
          <TextField label={t.webhooks.url} type="url" required value={url} onChange={setUrl} />
          <TextArea
            label={t.webhooks.events}
            hint={t.webhooks.eventsHint}
            value={events}
            onChange={setEvents}
            className="font-mono"
          />
          <Switch label={t.webhooks.enabled} checked={enabled} onChange={setEnabled} />
        </Form>
      </Panel>
      <Panel
        title={t.webhooks.signature}
        lead={t.webhooks.signatureLead}
        actions={
          <Button small onClick={() => setAsking('renew')}>
            {t.webhooks.renew}
          </Button>
        }
      >
        <CopyId value={webhook.signatureKey} label={t.webhooks.signature} />
      </Panel>
      <Deliveries webhookId={webhook.$id} />
      {asking === 'delete' && (
        <Confirm
          title={t.webhooks.delete(webhook.name)}
          action={t.common.delete}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await navigate({ to: '/project/$projectId/webhooks', params: { projectId } })
            await remove.mutateAsync(ids)
          }}
        >
          {t.webhooks.deleteLead}
        </Confirm>
      )}
      {asking === 'renew' && (
        <Confirm
          title={t.webhooks.renew}
          action={t.webhooks.renew}
          onClose={() => setAsking(null)}
          onConfirm={() => renew.mutateAsync(ids)}
        >
          {t.webhooks.renewLead}
        </Confirm>
      )}
    </Page>
  )
}

function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const projectId = useProjectId()
  const state = useListState()
  const read = useReading(
    consoleApi,
    'projects.listWebhookDeliveries',
    { projectId, webhookId, queries: state.params.queries },
    { keep: true, everyMs: 5000 },
  )
  const again = useChange(consoleApi, 'projects.retryWebhookDelivery', ['projects.listWebhookDeliveries'])
  return (
    <>
      <h2 className="text-lg font-semibold">{t.webhooks.deliveries}</h2>
      <Listing
        label={t.webhooks.deliveries}
        of={read}
        rows={({ deliveries }) => deliveries}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        empty={{ icon: History, title: t.webhooks.noDeliveries }}
        columns={[
          {
            head: t.webhooks.event,
            cell: ({ event }) => <span className="block truncate font-mono text-sm">{event}</span>,
          },
          { head: t.common.status, cell: ({ status }) => <Badge tone={tones[status] ?? 'plain'}>{status}</Badge> },
          { head: t.webhooks.answer, cell: ({ responseStatus }) => responseStatus || '–', wide: true },
          { head: t.webhooks.attempts, cell: ({ attempts }) => attempts, wide: true },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
          {
            head: t.common.actions,
            align: 'right',
            cell: ({ $id }) => (
              <IconButton
                icon={RotateCw}
                label={t.webhooks.again}
                onClick={() =>
                  again.mutate(
                    { projectId, webhookId, deliveryId: $id },
                    { onError: (error) => toast(error.message, 'bad') },
                  )
                }
              />
            ),
          },
        ]}
      />
    </>
  )
}
