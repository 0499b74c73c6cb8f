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

/**
 * The look-ups behind every request: strict point reads, coalesced over the requests of one turn. Nothing is
 * cached, so that a revoked session, user, membership or key stops working with the next request everywhere.
 */
export class IdentityReader {
  readonly user: (id: string) => Promise<IdentityUser | null>
  readonly session: (secretHash: string) => Promise<IdentitySession | null>
  readonly sessionById: (id: string) => Promise<IdentitySession | null>
  readonly #memberships: (userId: string) => Promise<readonly IdentityMembership[] | null>

  constructor(schema: Schema) {
    this.user = coalesce(async (ids) => {
      const rows = await schema.all<IdentityUser>(
        sql`SELECT id, name, email, phone, status, labels, emailVerified, phoneVerified, resetRequired, mfa, totpVerified, accessedAt
            FROM users WHERE id IN ${list(ids)}`,
      )
      return new Map(rows.map((row) => [row.id, row]))
    })
    const sessionBy = (column: 'secretHash' | 'id') =>
      coalesce(async (keys) => {
        const where = column === 'id' ? sql`id IN ${list(keys)}` : sql`secretHash IN ${list(keys)}`
        const rows = await schema.all<IdentitySession>(
          sql`SELECT id, userId, secretHash, expiresAt, factors, mfaUpdatedAt FROM sessions WHERE ${where}`,
        )
        return new Map(rows.map((row) => [row[column], row]))
      })
    this.session = sessionBy('secretHash')
    this.sessionById = sessionBy('id')
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
