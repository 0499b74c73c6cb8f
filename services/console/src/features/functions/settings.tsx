import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Switch, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { toast } from '#ui/toasts.tsx'
import { useFunctionId } from './model.ts'
import { NextRuns } from './next-runs.tsx'

export function FunctionSettings() {
  const { data } = useReading(useProjectApi(), 'functions.get', { functionId: useFunctionId() })
  return data ? <Settings key={data.$updatedAt} fn={data} /> : null
}

function Settings({ fn }: { readonly fn: Result<'functions.get'> }) {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const update = useChange(api, 'functions.update', ['functions.get', 'functions.list'])
  const remove = useChange(api, 'functions.delete', ['functions.list'])
  const [draft, setDraft] = useState({
    name: fn.name,
    enabled: fn.enabled,
    logging: fn.logging,
    entrypoint: fn.entrypoint,
    commands: fn.commands,
    schedule: fn.schedule,
  })
  const [timeout, setTimeout] = useState(String(fn.timeout))
  const [execute, setExecute] = useState(fn.execute.join('\n'))
  const [events, setEvents] = useState(fn.events.join('\n'))
  const [deleting, setDeleting] = useState(false)
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part })
  return (
    <Page title={t.functions.settings}>
      <Panel>
        <Form
          submit={t.common.save}
          onSubmit={async () => {
            const lists = { execute: words(execute), events: words(events) }
            await update.mutateAsync({ functionId: fn.$id, ...draft, ...lists, timeout: Number(timeout) })
            toast(t.common.saved)
          }}
        >
          <TextField
            label={t.common.name}
            required
            maxLength={128}
            value={draft.name}
            onChange={(name) => set({ name })}
          />
          <Switch label={t.databases.enabled} checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
          <Switch
            label={t.functions.logging}
            hint={t.functions.loggingHint}
            checked={draft.logging}
            onChange={(logging) => set({ logging })}
          />
          <TextField
            label={t.functions.entrypoint}
            value={draft.entrypoint}
            onChange={(entrypoint) => set({ entrypoint })}
          />
          <TextField
            label={t.functions.commands}
            hint={t.functions.commandsHint}
            value={draft.commands}
            onChange={(commands) => set({ commands })}
          />
          <TextField label={t.functions.timeout} type="number" min={1} value={timeout} onChange={setTimeout} />
          <TextField
            label={t.functions.schedule}
            hint={t.functions.scheduleHint}
            value={draft.schedule}
            onChange={(schedule) => set({ schedule })}
          />
          <NextRuns schedule={draft.schedule} />
          <TextArea
            label={t.functions.execute}
            hint={t.permissions.hint}
            value={execute}
            onChange={setExecute}
            className="font-mono"
          />
          <TextArea
            label={t.webhooks.events}
            hint={t.webhooks.eventsHint}
            value={events}
            onChange={setEvents}
            className="font-mono"
          />
        </Form>
      </Panel>
      <Panel title={t.functions.delete} lead={t.functions.deleteLead}>
        <Button look="danger" onClick={() => setDeleting(true)}>
          {t.functions.delete}
        </Button>
      </Panel>
      {deleting && (
        <Confirm
          title={t.functions.delete}
          action={t.common.delete}
          typed={fn.name}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await navigate({ to: '/project/$projectId/functions', params: { projectId } })
            await remove.mutateAsync({ functionId: fn.$id })
          }}
        >
          {t.functions.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean)
}
