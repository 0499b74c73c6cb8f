import { int, type Queryable, type Sql, sql } from '@basalt/database'
import { fail, type Query, type Renderable } from '@basalt/types'
import { nameOfCode, type Places } from '../locale/index.ts'
import { deviceOf } from '../sessions/index.ts'

type LogRow = {
  readonly auditEvent: string
  readonly actorKind: string
  readonly userId: string | null
  readonly userName: string
  readonly userEmail: string
  readonly ip: string
  readonly userAgent: string
  readonly createdAt: string
}

/** Whose entries: what a user did, or what was done to a resource (`team/ID`). */
export type LogSubject = { readonly userId: string } | { readonly resource: string }
/** What tells the countries of addresses, and the language of their names. */
export type LogReader = { readonly places: Places; readonly locale: string }
type ListInput = { readonly queries: readonly Query[]; readonly total: boolean }

const defaultLimit = 25
const maxLimit = 5000
const maxTotal = 5000

/**
 * The audit log of a user or resource, newest first: entries of the activity that are audited.
 * @throws `general_argument_invalid` for queries other than limit and offset
 */
export async function listLogs(
  db: Queryable,
  subject: LogSubject,
  reader: LogReader,
  input: ListInput,
): Promise<Renderable<'logList'>> {
  const { limit, offset } = pageOf(input.queries)
  const about: Sql = 'userId' in subject ? sql`userId = ${subject.userId}` : sql`resource = ${subject.resource}`
  const [rows, total] = await Promise.all([
    db.all<LogRow>(
      sql`SELECT auditEvent, actorKind, userId, userName, userEmail, ip, userAgent, createdAt FROM activity
          WHERE ${about} AND auditEvent IS NOT NULL ORDER BY sequence DESC LIMIT ${int(limit)} OFFSET ${int(offset)}`,
    ),
    input.total ? count(db, about) : 0,
  ])
  return { total, logs: await Promise.all(rows.map((row) => toLog(row, reader))) }
}

async function count(db: Queryable, about: Sql): Promise<number> {
  const row = await db.one<{ total: number }>(
    sql`SELECT COUNT(*) AS total FROM (SELECT 1 FROM activity WHERE ${about} AND auditEvent IS NOT NULL LIMIT ${int(maxTotal)}) AS bounded`,
  )
  return row?.total ?? 0
}

async function toLog(row: LogRow, { places, locale }: LogReader): Promise<Renderable<'log'>> {
  const countryCode = await places.codeOf(row.ip)
  return {
    event: row.auditEvent,
    userId: row.userId,
    userEmail: row.userEmail,
    userName: row.userName,
    mode: row.actorKind === 'admin' ? 'admin' : 'default',
    ip: row.ip,
    time: row.createdAt,
    ...(await deviceOf(row.userAgent)),
    countryCode,
    countryName: nameOfCode(countryCode, locale),
  }
}

function pageOf(queries: readonly Query[]): { readonly limit: number; readonly offset: number } {
  const page = { limit: defaultLimit, offset: 0 }
  for (const { method, values } of queries) {
    const [value] = values
    if (
      (method !== 'limit' && method !== 'offset') ||
      typeof value !== 'number' ||
      !Number.isSafeInteger(value) ||
      value < 0
    ) {
      throw fail('general_argument_invalid', {
        reason: 'Parameter `queries` takes limit and offset with whole numbers only.',
      })
    }
    page[method] = method === 'limit' ? Math.min(value, maxLimit) : value
  }
  return page
}
