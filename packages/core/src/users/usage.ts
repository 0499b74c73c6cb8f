import { int, name, type Queryable, sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { levels, type Point, pointsOf, type UsageRange } from '../usage/index.ts'

/**
 * How many users and sessions there were over time: of those that are there now, when they came. It needs no counters,
 * and forgets whoever left.
 */
export async function usersUsage(db: Queryable, range: UsageRange): Promise<Renderable<'usageUsers'>> {
  const [users, sessions] = await Promise.all([courseOf(db, 'users', range), courseOf(db, 'sessions', range)])
  return {
    range,
    usersTotal: users.total,
    sessionsTotal: sessions.total,
    users: users.points,
    sessions: sessions.points,
  }
}

type Course = { readonly total: number; readonly points: readonly Point[] }

async function courseOf(db: Queryable, table: 'users' | 'sessions', range: UsageRange): Promise<Course> {
  const { period, starts } = pointsOf(range)
  const [first = new Date()] = starts
  const stepSeconds = period === '1h' ? 3600 : 86_400
  const [all, arrivals] = await Promise.all([
    db.one<{ total: number }>(sql`SELECT COUNT(*) AS total FROM ${name(table)}`),
    db.all<{ step: number; arrived: number }>(
      sql`SELECT CAST(FLOOR(TIMESTAMPDIFF(SECOND, ${first}, createdAt) / ${int(stepSeconds)}) AS SIGNED) AS step, COUNT(*) AS arrived
          FROM ${name(table)} WHERE createdAt >= ${first} GROUP BY step`,
    ),
  ])
  const arrivedIn = new Map(arrivals.map(({ step, arrived }) => [step, arrived]))
  const changes = starts.map((start, step) => ({ value: arrivedIn.get(step) ?? 0, date: wire(start) }))
  const total = all?.total ?? 0
  return { total, points: levels(total, changes) }
}

function wire(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}
