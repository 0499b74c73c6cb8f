import { useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'

const everyMs = 30_000

/** Whether the parts of the installation answer, and how fast. */
export function Health() {
  const api = useProjectApi()
  const parts = [
    [t.health.database, useReading(api, 'health.getDB', {}, { everyMs })],
    [t.health.cache, useReading(api, 'health.getCache', {}, { everyMs })],
    [t.health.pubSub, useReading(api, 'health.getPubSub', {}, { everyMs })],
  ] as const
  const storage = useReading(api, 'health.getStorageLocal', {}, { everyMs })
  return (
    <Panel title={t.health.title}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {parts.map(([label, read]) => (
          <Part key={label} label={label} of={{ ...read, data: read.data?.statuses[0] }} />
        ))}
        <Part label={t.health.storage} of={storage} />
      </ul>
    </Panel>
  )
}

type Status = { readonly status: 'pass' | 'fail'; readonly ping: number }

function Part({
  label,
  of,
}: {
  readonly label: string
  readonly of: { readonly data: Status | undefined; readonly error: Error | null; readonly refetch: () => unknown }
}) {
  return (
    <li className="flex items-center justify-between gap-3 rounded-md border border-line px-3.5 py-2.5">
      <span className="font-medium">{label}</span>
      {of.error ? (
        <Badge tone="bad">{t.health.fails}</Badge>
      ) : (
        <Reading of={of} loading={<Badge>…</Badge>}>
          {({ status, ping }) => (
            <Badge tone={status === 'pass' ? 'good' : 'bad'}>
              {status === 'pass' ? t.health.answers(ping) : t.health.fails}
            </Badge>
          )}
        </Reading>
      )}
    </li>
  )
}
