import { useMemo, useState } from 'react'
import type { Result } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { bytes } from '#ui/bytes.ts'
import { Chart } from '#ui/chart.tsx'
import { SelectField } from '#ui/field.tsx'
import { Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'

type Project = Result<'project.getUsage'>
type Series = Project['requests']

const dayMs = 86_400_000
const spans = { day: 1, month: 30, quarter: 90 } as const
type Span = keyof typeof spans

const count = (value: number): string => value.toLocaleString('en')

/** How the project was used over time, and what it holds. */
export function Usage() {
  const [span, setSpan] = useState<Span>('month')
  const params = useMemo(() => {
    const end = Date.now()
    return {
      startDate: new Date(end - spans[span] * dayMs).toISOString(),
      endDate: new Date(end).toISOString(),
      period: span === 'day' ? ('1h' as const) : ('1d' as const),
    }
  }, [span])
  const api = useProjectApi()
  const read = useReading(api, 'project.getUsage', params, { keep: true, everyMs: 30_000 })
  const traffic = useReading(api, 'project.getTraffic', params, { keep: true, everyMs: 30_000 })
  return (
    <Panel
      title={t.usage.title}
      actions={
        <SelectField
          label={t.usage.period}
          bare
          value={span}
          onChange={setSpan}
          options={(['day', 'month', 'quarter'] as const).map((value) => ({ value, label: t.usage.periods[value] }))}
        />
      }
    >
      <Reading of={read}>
        {(usage) => <Shown usage={usage} traffic={traffic.data} period={span === 'day' ? 'hour' : 'day'} />}
      </Reading>
    </Panel>
  )
}

function Shown({
  usage,
  traffic,
  period,
}: {
  readonly usage: Project
  readonly traffic: Result<'project.getTraffic'> | undefined
  readonly period: 'hour' | 'day'
}) {
  const charts: readonly (readonly [
    title: string,
    series: Series,
    format: (value: number) => string,
    total?: number,
  ])[] = [
    [t.usage.requests, usage.requests, count],
    [t.usage.errors, traffic?.errors ?? [], count],
    [t.usage.realtime, traffic?.realtime ?? [], count],
    [t.usage.network, usage.network, bytes],
    [t.usage.users, usage.users, count, usage.usersTotal],
    [t.usage.reads, usage.databasesReads, count],
    [t.usage.writes, usage.databasesWrites, count],
    [t.usage.executions, usage.executions, count],
  ]
  const held: readonly (readonly [label: string, value: string])[] = [
    [t.usage.rows, count(usage.rowsTotal)],
    [t.usage.databaseBytes, bytes(usage.databasesStorageTotal)],
    [t.usage.fileBytes, bytes(usage.filesStorageTotal)],
    [t.usage.functionBytes, bytes(usage.functionsStorageTotal)],
  ]
  return (
    <div className="grid gap-8">
      <div className="grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {charts.map(([title, series, format, total]) => (
          <Chart
            key={title}
            title={title}
            points={series.map(({ date, value }) => ({ at: date, value: value }))}
            format={format}
            period={period}
            {...(total === undefined ? {} : { total })}
          />
        ))}
      </div>
      <dl className="grid grid-cols-2 gap-4 border-t border-line pt-5 lg:grid-cols-4">
        {held.map(([label, value]) => (
          <div key={label} className="grid gap-0.5">
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="text-lg font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
