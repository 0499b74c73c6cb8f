import { Cron } from 'croner'

/** Reads a schedule of five fields, in UTC. Null when it is none. */
function parse(schedule: string): Cron | null {
  if (schedule.trim().split(/\s+/).length !== 5) return null
  try {
    return new Cron(schedule, { timezone: 'UTC', paused: true, mode: '5-part' })
  } catch {
    return null // croner says why in a text that is not ours to show
  }
}

export function isSchedule(text: string): boolean {
  return parse(text) !== null
}

/** The first tick after an instant; null for an empty schedule, and for one that never comes (30 February). */
export function nextTick(schedule: string, after: Date): Date | null {
  return schedule === '' ? null : (parse(schedule)?.nextRun(after) ?? null)
}
