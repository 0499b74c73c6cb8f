import { Play, RotateCw, ScrollText, Trash2, Zap } from 'lucide-react'
import { useState } from 'react'
import type { Params, Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Dialog, FormDialog } from '#ui/dialog.tsx'
import { Checkbox, SelectField, TextArea, TextField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'
import { executionTones, useFunctionId } from './model.ts'

type Execution = Result<'functions.getExecution'>
type Method = NonNullable<Params<'functions.createExecution'>['method']>

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export function Executions() {
  const api = useProjectApi()
  const functionId = useFunctionId()
  const state = useListState()
  const [running, setRunning] = useState<Execution | 'new' | null>(null)
  const [shown, setShown] = useState<Execution | null>(null)
  const list = useReading(
    api,
    'functions.listExecutions',
    { functionId, queries: state.params.queries },
    { keep: true, everyMs: 3000 },
  )
  const remove = useChange(api, 'functions.deleteExecution', ['functions.listExecutions'])
  const run = (
    <Button look="primary" icon={Play} onClick={() => setRunning('new')}>
      {t.functions.run}
    </Button>
  )
  return (
    <Page title={t.functions.executions} actions={run}>
      <Listing
        label={t.functions.executions}
        of={list}
        rows={({ executions }) => executions}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        empty={{ icon: Zap, title: t.functions.noExecutionsTitle, text: t.functions.noExecutions, action: run }}
        columns={[
          {
            head: t.functions.request,
            cell: ({ $id, requestMethod, requestPath }) => (
              <div className="grid justify-items-start gap-1">
                <span className="max-w-full truncate font-mono text-sm">
                  {requestMethod} {requestPath}
                </span>
                <CopyId value={$id} />
              </div>
            ),
          },
          {
            head: t.common.status,
            cell: ({ status }) => <Badge tone={executionTones[status] ?? 'plain'}>{status}</Badge>,
          },
          { head: t.functions.answer, cell: ({ responseStatusCode }) => responseStatusCode || '–' },
          { head: t.functions.trigger, cell: ({ trigger }) => trigger, wide: true },
          { head: t.functions.duration, cell: ({ duration }) => `${Math.round(duration * 1000)} ms`, wide: true },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
          {
            head: t.common.actions,
            align: 'right',
            cell: (execution) => (
              <span className="inline-flex">
                <IconButton icon={ScrollText} label={t.functions.details} onClick={() => setShown(execution)} />
                <IconButton icon={RotateCw} label={t.functions.runAgain} onClick={() => setRunning(execution)} />
                <IconButton
                  icon={Trash2}
                  label={t.common.delete}
                  onClick={() =>
                    remove.mutate(
                      { functionId, executionId: execution.$id },
                      { onError: (error) => toast(error.message, 'bad') },
                    )
                  }
                />
              </span>
            ),
          },
        ]}
      />
      {running !== null && (
        <Run like={running === 'new' ? null : running} onClose={() => setRunning(null)} onDone={setShown} />
      )}
      {shown && <Details execution={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}

function Run({
  like,
  onClose,
  onDone,
}: {
  readonly like: Execution | null
  readonly onClose: () => void
  readonly onDone: (execution: Execution) => void
}) {
  const functionId = useFunctionId()
  const create = useChange(useProjectApi(), 'functions.createExecution', ['functions.listExecutions'])
  const [method, setMethod] = useState<Method>(methods.find((each) => each === like?.requestMethod) ?? 'POST')
  const [path, setPath] = useState(like?.requestPath ?? '/')
  const [body, setBody] = useState('')
  const [later, setLater] = useState(false)
  return (
    <FormDialog
      title={t.functions.run}
      submit={t.functions.run}
      onClose={onClose}
      onSubmit={async () => onDone(await create.mutateAsync({ functionId, method, path, body, async: later }))}
    >
      <SelectField
        label={t.functions.method}
        value={method}
        onChange={setMethod}
        options={methods.map((value) => ({ value, label: value }))}
      />
      <TextField label={t.functions.path} required value={path} onChange={setPath} />
      {method !== 'GET' && <TextArea label={t.functions.body} value={body} onChange={setBody} className="font-mono" />}
      <Checkbox label={t.functions.async} hint={t.functions.asyncHint} checked={later} onChange={setLater} />
    </FormDialog>
  )
}

function Details({ execution, onClose }: { readonly execution: Execution; readonly onClose: () => void }) {
  const parts = [
    [t.functions.answer, execution.responseBody],
    [t.functions.logs, execution.logs],
    [t.functions.errors, execution.errors],
  ] as const
  return (
    <Dialog
      wide
      onClose={onClose}
      title={t.functions.details}
      lead={`${execution.status} · ${execution.responseStatusCode}`}
    >
      <div className="grid gap-4">
        {parts.map(([label, text]) => (
          <section key={label} className="grid gap-1.5">
            <h3 className="text-sm font-medium">{label}</h3>
            <pre
              tabIndex={0}
              aria-label={label}
              className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm break-words whitespace-pre-wrap"
            >
              {text || '–'}
            </pre>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
