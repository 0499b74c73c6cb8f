import { type Queryable, type Sql, sql, type Transaction } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { fail, type Query, render, type Renderable } from '@basalt/types'
import { appendActivity } from '../activity/index.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Context } from './context.ts'

type IdentityRow = {
  readonly id: string
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly provider: string
  readonly providerUid: string
  readonly providerEmail: string
  readonly providerAccessToken: string | null
  readonly providerAccessTokenExpiresAt: string | null
  readonly providerRefreshToken: string | null
}

type Identity = Renderable<'identity'> & { readonly $id: string; readonly userId: string }

const columns = sql`id, userId, createdAt, updatedAt, provider, providerUid, providerEmail, providerAccessToken,
  providerAccessTokenExpiresAt, providerRefreshToken`

const shape = tableShape({
  table: 'identities',
  fields: {
    userId: 'id',
    provider: 'id',
    providerUid: 'string',
    providerEmail: 'string',
    providerAccessTokenExpiry: field('datetime', 'providerAccessTokenExpiresAt'),
  },
  search: 'search',
})

type ListInput = { readonly queries: readonly Query[]; readonly search?: string; readonly total: boolean }

/** Accounts elsewhere that users have signed in with: of one user, or of all (null). */
export async function listIdentities(
  db: Queryable,
  secrets: Secrets,
  userId: string | null,
  input: ListInput,
): Promise<Renderable<'identityList'>> {
  const where: Sql = userId === null ? sql`1 = 1` : sql`userId = ${userId}`
  const page = await listRecords<IdentityRow>(db, shape, { columns, ...input, where })
  return { total: page.total, identities: page.rows.map((row) => toIdentity(row, secrets)) }
}

/** Forgets an identity: of `userId` alone, or of whom it belongs to (null). @throws `user_identity_not_found` */
export async function removeIdentity(
  tx: Transaction,
  { bus, origin }: Context,
  userId: string | null,
  id: string,
): Promise<void> {
  const row = await tx.one<IdentityRow>(sql`SELECT ${columns} FROM identities WHERE id = ${id} FOR UPDATE`)
  if (row === null || (userId !== null && row.userId !== userId)) throw fail('user_identity_not_found', { id })
  await tx.run(sql`DELETE FROM identities WHERE id = ${id}`)
  await appendActivity(tx, bus, origin, [
    {
      event: `users.${row.userId}.identities.${id}.delete`,
      auditEvent: 'identity.delete',
      resource: `identity/${id}`,
      // Without the provider's tokens, which are nobody's but the user's.
      payload: render('identity', toIdentity(row, null), false),
    },
  ])
}

function toIdentity(row: IdentityRow, secrets: Secrets | null): Identity {
  const open = (sealed: string | null) => (sealed === null || !secrets ? null : secrets.decrypt(sealed))
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    userId: row.userId,
    provider: row.provider,
    providerUid: row.providerUid,
    providerEmail: row.providerEmail,
    providerAccessToken: open(row.providerAccessToken),
    providerAccessTokenExpiry: row.providerAccessTokenExpiresAt,
    providerRefreshToken: open(row.providerRefreshToken),
  }
}
