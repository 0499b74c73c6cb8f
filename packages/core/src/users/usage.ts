import { type Queryable, sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { births, type UsageRange } from '../usage/index.ts'

/** How many users and sessions there were over time. */
export async function usersUsage(db: Queryable, range: UsageRange): Promise<Renderable<'usageUsers'>> {
  const [users, sessions] = await Promise.all([births(db, sql`users`, range), births(db, sql`sessions`, range)])
  return {
    range,
    usersTotal: users.total,
    sessionsTotal: sessions.total,
    users: users.points,
    sessions: sessions.points,
  }
}
