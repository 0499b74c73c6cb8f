import { int, list, type Queryable, type Schema, sql, type Sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { dayMs, pointsOf, type UsageRange, type UsageSpan } from './periods.ts'

export type Point = Renderable<'metric'>
export type Series = { readonly total: number; readonly points: readonly Point[] }

type Line = { readonly metric: string; readonly startsAt: string; readonly value: number | string }

/** Counters as they grew over a range, each with its sum of all times. A metric that was never raised is all 0. */
export async function readUsage(
  db: Queryable,
  metrics: readonly string[],
  range: UsageRange | UsageSpan,
): Promise<ReadonlyMap<string, Series>> {
  const { period, starts } = pointsOf(range)
  const [first] = starts
  const lines = await db.all<Line & { period: string }>(
    sql`SELECT metric, period, startsAt, value FROM usageCounts
        WHERE metric IN ${list(metrics)} AND (period = 'inf' OR (period = ${period} AND startsAt >= ${first ?? new Date()}))`,
  )
  const values = new Map(
    lines.map((line) => [
      `${line.metric} ${line.period === 'inf' ? 'inf' : Date.parse(line.startsAt)}`,
      Number(line.value),
    ]),
  )
  return new Map(
    metrics.map((metric) => {
      const points = starts.map((start) => ({
        value: values.get(`${metric} ${start.getTime()}`) ?? 0,
        date: wire(start),
      }))
      return [metric, { total: values.get(`${metric} inf`) ?? 0, points }]
    }),
  )
}

/** How many there were at the end of each point, from how many there are now and how they came and went. */
export function levels(now: number, changes: readonly Point[]): readonly Point[] {
  let level = now
  return changes
    .toReversed()
    .map(({ value, date }) => {
      const point = { value: Math.max(level, 0), date }
      level -= Number(value)
      return point
    })
    .toReversed()
}

/**
 * Of the records that exist now, how many existed at each point, and how much all of them together were. It needs no counters, and
 * forgets what is gone. `from` is a table, with its condition if there is one; `size` the column that is added up.
 */
export async function growth(
  db: Queryable,
  from: Sql,
  size: Sql,
  range: UsageRange | UsageSpan,
): Promise<{ readonly count: Series; readonly size: Series }> {
  const { stepMs, starts } = pointsOf(range)
  const [first = new Date()] = starts
  // What is older than the first point came in the step before it.
  const lines = await db.all<{ step: number; count: number; size: number | string }>(
    sql`SELECT GREATEST(CAST(FLOOR(TIMESTAMPDIFF(SECOND, ${first}, createdAt) / ${int(stepMs / 1000)}) AS SIGNED), -1) AS step,
          COUNT(*) AS count, SUM(${size}) AS size
        FROM ${from} GROUP BY step`,
  )
  return {
    count: courseOf(starts, new Map(lines.map(({ step, count }) => [step, count]))),
    size: courseOf(starts, new Map(lines.map((line) => [line.step, Number(line.size)]))),
  }
}

/** As `growth`, without sizes. */
export async function births(db: Queryable, from: Sql, range: UsageRange | UsageSpan): Promise<Series> {
  return (await growth(db, from, sql`1`, range)).count
}

function courseOf(starts: readonly Date[], arrivals: ReadonlyMap<number, number>): Series {
  let level = arrivals.get(-1) ?? 0
  const points = starts.map((start, step) => {
    level += arrivals.get(step) ?? 0
    return { value: level, date: wire(start) }
  })
  return { total: level, points }
}

function wire(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}

/** Forgets hours after ten days and days after a year; sums stay. For maintenance. */
export async function removeOldUsage(schema: Schema): Promise<void> {
  const now = Date.now()
  await schema.run(sql`DELETE FROM usageCounts WHERE period = '1h' AND startsAt < ${new Date(now - 10 * dayMs)}`)
  await schema.run(sql`DELETE FROM usageCounts WHERE period = '1d' AND startsAt < ${new Date(now - 366 * dayMs)}`)
}
