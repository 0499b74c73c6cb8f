import { list, type Queryable, type Schema, sql, type Sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { dayMs, pointsOf, type UsageRange } from './periods.ts'

export type Point = Renderable<'metric'>
export type Series = { readonly total: number; readonly points: readonly Point[] }

type Line = { readonly metric: string; readonly startsAt: string; readonly value: number | string }

/** Counters as they grew over a range, each with its sum of all times. A metric that was never raised is all 0. */
export async function readUsage(
  db: Queryable,
  metrics: readonly string[],
  range: UsageRange,
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
        date: start.toISOString().replace('Z', '+00:00'),
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

/** How many of what exists now existed at each point. */
export async function births(db: Queryable, instants: Sql, range: UsageRange): Promise<Series> {
  const { starts } = pointsOf(range)
  const born = (await db.all<{ createdAt: string }>(instants)).map(({ createdAt }) => Date.parse(createdAt))
  const points = starts.map((start, index): Point => {
    const end = starts[index + 1]?.getTime() ?? Infinity
    return { value: born.filter((instant) => instant < end).length, date: start.toISOString().replace('Z', '+00:00') }
  })
  return { total: born.length, points }
}

/** Forgets hours after ten days and days after a year; sums stay. For maintenance. */
export async function removeOldUsage(schema: Schema): Promise<void> {
  const now = Date.now()
  await schema.run(sql`DELETE FROM usageCounts WHERE period = '1h' AND startsAt < ${new Date(now - 10 * dayMs)}`)
  await schema.run(sql`DELETE FROM usageCounts WHERE period = '1d' AND startsAt < ${new Date(now - 366 * dayMs)}`)
}
