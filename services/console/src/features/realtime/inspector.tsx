import { Radio } from 'lucide-react'
import { useState } from 'react'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Code } from '#ui/copy.tsx'
import { SelectField, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, ErrorNote } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { type Heard, type Listener, type State, useListening } from './listen.ts'

const tones: Readonly<Record<State, Tone>> = { off: 'plain', opening: 'warn', open: 'good', lost: 'bad' }
const listeners = (Object.keys(t.realtime.listeners) as Listener['as'][]).map((value) => ({
  value,
  label: t.realtime.listeners[value],
}))
const usual = ['rows', 'files', 'account', 'teams', 'memberships', 'executions'].join('\n')

export function Inspector() {
  const listening = useListening(useProjectId())
  const { state, error, heard } = listening
  const [as, setAs] = useState<Listener['as']>('admin')
  const [userId, setUserId] = useState('')
  const [channels, setChannels] = useState(usual)
  const [paused, setPaused] = useState(false)
  const isOn = state === 'opening' || state === 'open'
  const pause = (next: boolean): void => {
    setPaused(next)
    listening.pause(next)
  }
  return (
    <Page
      title={t.realtime.title}
      lead={t.realtime.lead}
      actions={
        <span role="status">
          <Badge tone={tones[state]}>{t.realtime.states[state]}</Badge>
        </span>
      }
    >
      <Panel>
        <Form
          submit={isOn ? t.realtime.stop : t.realtime.listen}
          look={isOn ? 'plain' : 'primary'}
          onSubmit={async () => {
            if (isOn) listening.stop()
            else await listening.start({ as, userId, channels: channels.split(/\s+/).filter(Boolean) })
          }}
        >
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <div className="grid gap-5">
              <SelectField label={t.realtime.as} options={listeners} value={as} onChange={setAs} disabled={isOn} />
              {as === 'user' && (
                <TextField label={t.realtime.userId} required value={userId} onChange={setUserId} disabled={isOn} />
              )}
            </div>
            <TextArea
              label={t.realtime.channels}
              hint={t.realtime.channelsHint}
              required
              rows={6}
              className="font-mono text-sm"
              value={channels}
              onChange={setChannels}
              disabled={isOn}
            />
          </div>
          {error && <ErrorNote error={error} />}
          {state === 'lost' && !error && <ErrorNote error={new Error(t.realtime.lostLead)} />}
        </Form>
      </Panel>
      <Panel
        flush
        title={t.realtime.events}
        actions={
          <>
            <Button small disabled={!isOn} onClick={() => pause(!paused)}>
              {paused ? t.realtime.resume : t.realtime.pause}
            </Button>
            <Button small disabled={heard.length === 0} onClick={listening.clear}>
              {t.realtime.clear}
            </Button>
          </>
        }
      >
        {heard.length === 0 ? (
          <Empty icon={Radio} title={t.realtime.noEvents}>
            {t.realtime.waiting}
          </Empty>
        ) : (
          <ul aria-label={t.realtime.events}>
            {heard.map((event) => (
              <Event key={event.number} event={event} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  )
}

function Event({ event: { name, channels, timestamp, payload } }: { readonly event: Heard }) {
  const [open, setOpen] = useState(false)
  return (
    <li className="border-b border-line last:border-0">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="flex cursor-pointer items-center justify-between gap-3 px-5 py-2.5 hover:bg-sunken/50">
          <span className="min-w-0 truncate font-mono text-sm">{name}</span>
          <span className="shrink-0 text-sm text-soft">
            <Time at={timestamp} />
          </span>
        </summary>
        {open && (
          <div className="grid gap-3 px-5 pb-4">
            <p className="text-sm break-words text-soft">
              {t.realtime.heardOn} <span className="font-mono">{channels.join(', ')}</span>
            </p>
            <Code label={t.realtime.payload(name)} text={JSON.stringify(payload, null, 2)} />
          </div>
        )}
      </details>
    </li>
  )
}
