import { coalesce, list, sql, type Schema } from '@basalt/database'

/** What deciding about a caller needs of a user. */
export type IdentityUser = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly status: number
  readonly labels: string
  readonly emailVerified: number
  readonly phoneVerified: number
  readonly resetRequired: number
  readonly mfa: number
  readonly totpVerified: number
  readonly accessedAt: string | null
}

export type IdentitySession = {
  readonly id: string
  readonly userId: string
  readonly secretHash: string
  readonly expiresAt: string
  readonly factors: string
  readonly mfaUpdatedAt: string | null
}

export type IdentityMembership = {
  readonly id: string
  readonly teamId: string
  readonly userId: string
  readonly roles: string
}

export type ApiKey = {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly scopes: string
  readonly expiresAt: string | null
}

export type SessionOfUser = { readonly session: IdentitySession; readonly user: IdentityUser }

const ofUser = sql`u.id, u.name, u.email, u.phone, u.status, u.labels, u.emailVerified, u.phoneVerified, u.resetRequired, u.mfa,
  u.totpVerified, u.accessedAt`
const ofSession = sql`s.userId, s.secretHash, s.expiresAt, s.factors, s.mfaUpdatedAt`

/**
 * The look-ups behind every request: strict point reads, coalesced over the requests of one turn. Nothing is
 * cached, so that a revoked session, user, membership or key stops working with the next request everywhere.
 */
export class IdentityReader {
  readonly user: (id: string) => Promise<IdentityUser | null>
  /** A session with its user, by one statement: most requests of apps bring one. */
  readonly session: (secretHash: string) => Promise<SessionOfUser | null>
  readonly sessionById: (id: string) => Promise<IdentitySession | null>
  readonly #memberships: (userId: string) => Promise<readonly IdentityMembership[] | null>

  constructor(schema: Schema) {
    this.user = coalesce(async (ids) => {
      const rows = await schema.all<IdentityUser>(sql`SELECT ${ofUser} FROM users u WHERE u.id IN ${list(ids)}`)
      return new Map(rows.map((row) => [row.id, row]))
    })
    this.session = coalesce(async (hashes) => {
      const rows = await schema.all<IdentityUser & Omit<IdentitySession, 'id'> & { sessionId: string }>(
        sql`SELECT ${ofUser}, s.id AS sessionId, ${ofSession} FROM sessions s JOIN users u ON u.id = s.userId
            WHERE s.secretHash IN ${list(hashes)}`,
      )
      return new Map(
        rows.map((row) => {
          const { sessionId: id, userId, secretHash, expiresAt, factors, mfaUpdatedAt } = row
          return [secretHash, { user: row, session: { id, userId, secretHash, expiresAt, factors, mfaUpdatedAt } }]
        }),
      )
    })
    this.sessionById = coalesce(async (ids) => {
      const rows = await schema.all<IdentitySession>(
        sql`SELECT s.id, ${ofSession} FROM sessions s WHERE s.id IN ${list(ids)}`,
      )
      return new Map(rows.map((row) => [row.id, row]))
    })
    this.#memberships = coalesce(async (userIds) => {
      const rows = await schema.all<IdentityMembership>(
        sql`SELECT id, teamId, userId, roles FROM memberships WHERE userId IN ${list(userIds)} AND confirmed ORDER BY sequence`,
      )
      return Map.groupBy(rows, (row) => row.userId)
    })
  }

  /** Confirmed memberships only. */
  async memberships(userId: string): Promise<readonly IdentityMembership[]> {
    return (await this.#memberships(userId)) ?? []
  }
}

/** API keys by the hash of their secret. */
export function apiKeyReader(platform: Schema): (secretHash: string) => Promise<ApiKey | null> {
  return coalesce(async (hashes) => {
    const rows = await platform.all<ApiKey & { secretHash: string }>(
      sql`SELECT id, projectId, name, scopes, expiresAt, secretHash FROM apiKeys WHERE secretHash IN ${list(hashes)}`,
    )
    return new Map(rows.map((row) => [row.secretHash, row]))
  })
}

/** True when a live dev key of the project has this secret hash. */
export function devKeyReader(platform: Schema): (secretHash: string) => Promise<{ readonly projectId: string } | null> {
  return coalesce(async (hashes) => {
    const rows = await platform.all<{ projectId: string; secretHash: string }>(
      sql`SELECT projectId, secretHash FROM devKeys WHERE secretHash IN ${list(hashes)} AND expiresAt > UTC_TIMESTAMP(3)`,
    )
    return new Map(rows.map((row) => [row.secretHash, row]))
  })
}
