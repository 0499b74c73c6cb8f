import { sql, type Transaction } from '@basalt/database'
import type { Secrets } from '../secrets/index.ts'
import type { ProviderTokens } from './tokens.ts'

type Kept = Pick<ProviderTokens, 'accessToken' | 'refreshToken' | 'expiresAt'>

/** A provider's tokens as they are stored: encrypted. */
export type SealedTokens = {
  readonly accessToken: string
  /** Null when the provider gave none: an older one stays. */
  readonly refreshToken: string | null
  readonly expiresAt: Date | null
}

export function seal(secrets: Secrets, tokens: Kept): SealedTokens {
  return {
    accessToken: secrets.encrypt(tokens.accessToken),
    refreshToken: tokens.refreshToken === '' ? null : secrets.encrypt(tokens.refreshToken),
    expiresAt: tokens.expiresAt,
  }
}

export async function keepOnSession(tx: Transaction, sessionId: string, tokens: SealedTokens): Promise<void> {
  await tx.run(
    sql`UPDATE sessions SET providerAccessToken = ${tokens.accessToken}, providerAccessTokenExpiresAt = ${tokens.expiresAt},
          providerRefreshToken = COALESCE(${tokens.refreshToken}, providerRefreshToken) WHERE id = ${sessionId}`,
  )
}

export async function keepOnIdentity(
  tx: Transaction,
  owner: { readonly userId: string; readonly provider: string; readonly uid: string },
  tokens: SealedTokens,
): Promise<void> {
  await tx.run(
    sql`UPDATE identities SET providerAccessToken = ${tokens.accessToken}, providerAccessTokenExpiresAt = ${tokens.expiresAt},
          providerRefreshToken = COALESCE(${tokens.refreshToken}, providerRefreshToken), updatedAt = ${new Date()}
        WHERE provider = ${owner.provider} AND providerUid = ${owner.uid} AND userId = ${owner.userId}`,
  )
}
