import { Cron } from 'croner'
import { t } from '#texts'
import { Time } from '#ui/time.tsx'

const shown = 3

/** When a schedule runs next, as the server reads it: in UTC. */
export function NextRuns({ schedule }: { readonly schedule: string }) {
  if (schedule === '') return null
  const runs = nextRuns(schedule)
  if (runs === null) return <p className="text-sm text-bad">{t.functions.notASchedule}</p>
  return (
    <p className="text-sm text-soft">
      {t.functions.nextRuns}{' '}
      {runs.map((run, index) => (
        <span key={run.getTime()}>
          {index > 0 && ', '}
          <Time at={run.toISOString()} />
        </span>
      ))}
    </p>
  )
}

function nextRuns(schedule: string): readonly Date[] | null {
  if (schedule.trim().split(/\s+/).length !== 5) return null
  try {
    return new Cron(schedule, { paused: true, timezone: 'UTC', mode: '5-part' }).nextRuns(shown)
  } catch {
    return null
  }
}
