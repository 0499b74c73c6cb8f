import { withLease } from '@basalt/bus'
import { type Queryable, type Schema, sql, type Transaction } from '@basalt/database'
import { type Actor, fail, type OAuthProviderKey } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import { getSession, renewSession, type Session, sessionIdOf } from '../sessions/index.ts'
import { findApp } from './app.ts'
import { providers } from './providers.ts'
import { keepOnIdentity, keepOnSession, seal, type SealedTokens } from './sealed.ts'
import type { OAuth2Services } from './start.ts'
import { refreshTokens } from './tokens.ts'

type Renewal = {
  readonly project: Project
  readonly actor: Actor
  readonly userId: string
  readonly sessionId: string
  /** Appends to the activity, in the transaction that renews. */
  readonly record: (tx: Transaction, session: Session) => Promise<void>
}

const leaseSeconds = 30

type Linked = {
  readonly provider: string
  readonly providerUid: string
  readonly providerRefreshToken: string | null
}

/**
 * Counts a session's life anew, and refreshes the tokens of the provider that it was opened with. When the provider
 * refuses, nothing changes.
 * @throws `user_session_not_found`, `user_oauth2_bad_request`, `user_oauth2_unauthorized`, `user_oauth2_provider_error`
 */
export async function renewOwnSession(services: OAuth2Services, database: Schema, renewal: Renewal): Promise<Session> {
  const { project, actor, userId, record } = renewal
  const sessionId = sessionIdOf(actor, renewal.sessionId)
  const work = async (): Promise<void> => {
    const linked = await findLinked(database, userId, sessionId)
    const tokens = await refreshed(services, project, linked)
    await database.transaction(async (tx) => {
      const session = await renewSession(tx, actor, userId, sessionId, project.settings.auths.duration)
      if (tokens) {
        await keepOnSession(tx, sessionId, tokens)
        await keepOnIdentity(tx, { userId, provider: linked.provider, uid: linked.providerUid }, tokens)
      }
      await record(tx, session)
    })
  }
  // Providers take a refresh token once: two calls at the same time would spend the one token twice.
  const done = await withLease(services.bus, `oauth2:renew:${project.id}:${sessionId}`, leaseSeconds, async () => {
    await work()
    return true
  })
  if (done === null) throw fail('general_bad_request', { reason: 'The session is being renewed by another call.' })
  const session = await getSession(database, actor, userId, sessionId, { secrets: services.secrets, locale: 'en' })
  // Changes of sessions are shown neither placed nor compared.
  return { ...session, current: false, countryName: '' }
}

async function refreshed(services: OAuth2Services, project: Project, linked: Linked): Promise<SealedTokens | null> {
  if (linked.providerRefreshToken === null || !isProvider(linked.provider)) return null
  const app = findApp(project, linked.provider, services.secrets)
  if (app === null) return null
  const refreshToken = services.secrets.decrypt(linked.providerRefreshToken)
  return seal(services.secrets, await refreshTokens(services.config, app, refreshToken))
}

async function findLinked(db: Queryable, userId: string, sessionId: string): Promise<Linked> {
  const row = await db.one<Linked>(
    sql`SELECT provider, providerUid, providerRefreshToken FROM sessions WHERE id = ${sessionId} AND userId = ${userId}`,
  )
  if (row === null) throw fail('user_session_not_found', { sessionId })
  return row
}

function isProvider(key: string): key is OAuthProviderKey {
  return Object.hasOwn(providers, key)
}
