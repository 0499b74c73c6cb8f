import { type Queryable, sql } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { foldAddress, type Query, type Renderable } from '@basalt/types'
import { userColumns } from './queries.ts'
import { type TargetRow, targetColumns, targetsOf, toTarget } from './targets.ts'
import { parseUser, type StoredUser, toUserRecord } from './user.ts'

export type ListInput = { readonly queries: readonly Query[]; readonly search?: string; readonly total: boolean }

const userShape = tableShape({
  table: 'users',
  fields: {
    name: 'string',
    email: 'string',
    // Stored as ASCII, which compares with nothing else.
    phone: 'id',
    status: 'boolean',
    labels: field('string', 'labels', { array: 'compact' }),
    passwordUpdate: field('datetime', 'passwordUpdatedAt'),
    registration: field('datetime', 'registeredAt'),
    emailVerification: field('boolean', 'emailVerified'),
    phoneVerification: field('boolean', 'phoneVerified'),
  },
  search: 'search',
})

const targetShape = tableShape({
  table: 'targets',
  fields: { userId: 'id', providerId: 'id', identifier: 'string', providerType: 'id' },
})

/** A page of users with their targets: two reads, however many users. */
export async function listUsers(db: Queryable, input: ListInput): Promise<Renderable<'userList'>> {
  const page = await listRecords<StoredUser>(db, userShape, {
    columns: userColumns,
    ...input,
    queries: lowerCasedEmails(input.queries),
  })
  const targets = await targetsOf(
    db,
    page.rows.map((row) => row.id),
  )
  return { total: page.total, users: page.rows.map((row) => toUserRecord(parseUser(row), targets.get(row.id) ?? [])) }
}

export async function listTargets(db: Queryable, userId: string, input: ListInput): Promise<Renderable<'targetList'>> {
  const where = sql`userId = ${userId}`
  const page = await listRecords<TargetRow>(db, targetShape, { columns: targetColumns, ...input, where })
  return { total: page.total, targets: page.rows.map(toTarget) }
}

/** Addresses are stored lower-cased: what is compared with them must be as well, within `or` and `and` too. */
function lowerCasedEmails(queries: readonly Query[]): readonly Query[] {
  return queries.map((query) => {
    const nested = lowerCasedEmails(query.queries)
    if (query.attribute !== 'email') return { ...query, queries: nested }
    return { ...query, values: query.values.map((value) => (typeof value === 'string' ? foldAddress(value) : value)) }
  })
}
