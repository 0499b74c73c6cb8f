import { list, type Schema, sql, type Transaction } from '@basalt/database'
import { type Actor, BasaltError, fail, type OAuthProviderKey, render } from '@basalt/types'
import { type Context, createToken, newHex, openSession } from '../account/index.ts'
import { appendActivity } from '../activity/index.ts'
import { linkTo } from '../mails/index.ts'
import { isAllowedRedirect } from '../projects/index.ts'
import { deviceOf, removeSession, type Session } from '../sessions/index.ts'
import { actorOf, type User } from '../users/index.ts'
import { requireApp } from './app.ts'
import { claimUser } from './owner.ts'
import { providerError } from './outgoing.ts'
import { flowCookieName, isSameBrowser, type Pending, takePending } from './pending.ts'
import { readProfile } from './profile.ts'
import { keepOnSession, seal, type SealedTokens } from './sealed.ts'
import type { OAuth2Services } from './start.ts'
import { exchangeCode } from './tokens.ts'

const tokenSeconds = 900
const tokenLength = 64
/** How much of a provider's words the failure page is told. */
const maxTold = 300

const nobody: Actor = {
  kind: 'guest',
  roles: new Set(),
  scopes: new Set(),
  user: null,
  sessionId: null,
  keyId: null,
  keyName: '',
}

/** What the provider sent the browser back with. */
export type Return = {
  readonly provider: OAuthProviderKey
  readonly code: string
  readonly state: string
  readonly error: string
  readonly errorDescription: string
  /** Host of Basalt itself, to which redirects may lead. */
  readonly hostname: string
  /** The value of a cookie of the browser; empty when it has none of that name. */
  readonly cookie: (name: string) => string
}

/** Where the browser goes next, and with which session. */
export type Finished = { readonly url: string; readonly session: Session | null }

/**
 * Ends a sign-in. What goes wrong after its state was recognised is told to the failure page.
 * @throws `general_bad_request` for a state that is unknown, used, expired, or of another browser;
 *   `project_invalid_success_url`, `project_invalid_failure_url`
 */
export async function finishSignIn(
  services: OAuth2Services,
  database: Schema,
  context: Context,
  back: Return,
): Promise<Finished> {
  const { project } = context.origin
  const pending = await takePending(services, project.id, back.state)
  const isKnown = pending?.provider === back.provider && isSameBrowser(pending, back.cookie(flowCookieName(back.state)))
  if (!pending || !isKnown) {
    throw fail('general_bad_request', {
      reason: 'This sign-in has expired, was used already, or was begun in another browser. Please begin again.',
    })
  }
  const check = { project, hostname: back.hostname, hasDevKey: pending.hasDevKey }
  if (!pending.ownPages.success && !isAllowedRedirect(pending.success, check)) throw fail('project_invalid_success_url')
  if (!pending.ownPages.failure && !isAllowedRedirect(pending.failure, check)) throw fail('project_invalid_failure_url')
  try {
    return await conclude(services, database, context, pending, back)
  } catch (error) {
    if (!(error instanceof BasaltError)) throw error
    const { message, type, status: code } = error
    return { url: linkTo(pending.failure, { error: JSON.stringify({ message, type, code }) }), session: null }
  }
}

async function conclude(
  services: OAuth2Services,
  database: Schema,
  context: Context,
  pending: Pending,
  back: Return,
): Promise<Finished> {
  const { config, secrets } = services
  const { origin } = context
  const app = requireApp(origin.project, pending.provider, secrets)
  if (back.error !== '') {
    throw providerError([back.error, back.errorDescription].filter(Boolean).join(': ').slice(0, maxTold))
  }
  if (back.code === '') throw providerError('it sent no code')
  const tokens = await exchangeCode(config, app, { ...pending, code: back.code })
  const profile = await readProfile(config, app, tokens, pending.nonce)
  const sealed = seal(secrets, tokens)
  await deviceOf(origin.userAgent) // remembered: the transaction below does not wait for it
  // Only who was signed in when it began is linked: a page that lures others to the callback gains nothing.
  const signedIn = origin.actor.user?.id ?? null
  const linked = signedIn !== null && signedIn === pending.userId ? signedIn : null
  // Whoever else was signed in has nothing to do with what follows, nor with the log of it.
  const acting = linked === null ? { ...context, origin: { ...origin, actor: nobody } } : context
  return database.transaction(async (tx) => {
    const claim = { provider: pending.provider, profile, tokens: sealed, linkTo: linked }
    const user = await claimUser(tx, acting, claim)
    const devices = linked === null ? [] : await leaveSession(tx, linked, origin.actor.sessionId)
    if (pending.result === 'token') return { url: await giveToken(tx, acting, user, pending.success), session: null }
    const session = await giveSession(tx, acting, user, { provider: pending.provider, uid: profile.uid, sealed })
    if (devices.length > 0) {
      await tx.run(
        sql`UPDATE targets SET sessionId = ${session.$id} WHERE userId = ${user.id} AND id IN ${list(devices)}`,
      )
    }
    return { url: pending.success, session }
  })
}

/** Ends the session that the link was asked for in, and answers the push targets that its successor takes over. */
async function leaveSession(tx: Transaction, userId: string, sessionId: string | null): Promise<readonly string[]> {
  if (sessionId === null) return []
  const devices = await tx.all<{ id: string }>(
    sql`SELECT id FROM targets WHERE userId = ${userId} AND sessionId = ${sessionId} FOR UPDATE`,
  )
  await tx.run(sql`UPDATE targets SET sessionId = NULL WHERE userId = ${userId} AND sessionId = ${sessionId}`)
  await removeSession(tx, userId, sessionId, sessionId)
  return devices.map(({ id }) => id)
}

type Proof = { readonly provider: OAuthProviderKey; readonly uid: string; readonly sealed: SealedTokens }

async function giveSession(tx: Transaction, context: Context, user: User, proof: Proof): Promise<Session> {
  const { provider, uid, sealed } = proof
  // The provider counts as a second factor: its own sign-in is as strong as the user made it.
  const session = await openSession(tx, context, user, { provider, providerUid: uid, factors: ['email', 'oauth2'] })
  await keepOnSession(tx, session.$id, sealed)
  return session
}

async function giveToken(tx: Transaction, { bus, origin }: Context, user: User, success: string): Promise<string> {
  const secret = newHex(tokenLength)
  const token = await createToken(tx, { userId: user.id, kind: 'oauth2', secret, lifetimeSeconds: tokenSeconds })
  await appendActivity(tx, bus, { ...origin, actor: actorOf(user) }, [
    {
      event: `users.${user.id}.tokens.${token.$id}.create`,
      auditEvent: 'session.create',
      resource: `user/${user.id}`,
      payload: render('token', { ...token, secret: '' }, false),
    },
  ])
  return linkTo(success, { userId: user.id, secret })
}
