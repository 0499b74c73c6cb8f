import type { Schema, Transaction } from '@basalt/database'
import { BasaltError, fail, type Renderable } from '@basalt/types'
import * as z from 'zod'
import { alertOfSession, type MailContext, openSession } from '../account/index.ts'
import { deviceOf, type Session } from '../sessions/index.ts'
import { lockUser } from '../users/index.ts'
import { insertChallenge, lockByCredential, noteUse, ownerOf, type PasskeyRow, takeChallenge } from './queries.ts'
import { type Site, userHandle } from './site.ts'

const base64url = z.string().regex(/^[\w-]+$/)

/** What `navigator.credentials.get()` gives, as JSON. */
const Assertion = z.object({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url.max(8192),
    authenticatorData: base64url.max(8192),
    signature: base64url.max(8192),
    userHandle: base64url.max(128),
  }),
})
type Assertion = z.output<typeof Assertion>

type Answer = { readonly challengeId: string; readonly credential: Readonly<Record<string, unknown>> }

/** What a browser needs to sign in with whichever passkey of this site its user picks. */
export async function offerSignIn(tx: Transaction, site: Site): Promise<Renderable<'passkeyOptions'>> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  const options = await generateAuthenticationOptions({ rpID: site.rpId, userVerification: 'preferred' })
  const { id, expire } = await insertChallenge(tx, { userId: null, rpId: site.rpId, challenge: options.challenge })
  return { challengeId: id, expire, options }
}

/**
 * Opens a session for the user whose passkey answers the challenge, which is used up whatever comes of it. A passkey
 * is something one has; where the authenticator also made sure of its user, by a PIN or a finger, it is two factors.
 * @throws `user_passkey_invalid`, also for a passkey that the project does not know; `user_blocked`
 */
export async function signInWithPasskey(
  database: Schema,
  context: MailContext,
  site: Site,
  { challengeId, credential }: Answer,
): Promise<Session> {
  const parsed = Assertion.safeParse(credential)
  if (!parsed.success) throw fail('user_passkey_invalid', {}, parsed.error)
  const assertion = parsed.data
  await deviceOf(context.origin.userAgent) // remembered: the transaction does not wait for it
  const outcome = await database.transaction(async (tx) => {
    const challenge = await takeChallenge(tx, challengeId, null)
    const userId = await ownerOf(tx, assertion.id)
    if (challenge?.rpId !== site.rpId || userId === null) return fail('user_passkey_invalid')
    const user = await lockUser(tx, userId)
    const passkey = await lockByCredential(tx, assertion.id)
    const handle = Buffer.from(userHandle(context.origin.project, userId)).toString('base64url')
    if (passkey?.rpId !== site.rpId || assertion.response.userHandle !== handle) return fail('user_passkey_invalid')
    const proof = await verified(assertion, site, challenge.challenge, passkey)
    if (proof instanceof BasaltError) return proof
    if (!user.status) return fail('user_blocked')
    await noteUse(tx, passkey.id, proof.counter)
    const factors = proof.isUserVerified ? ['passkey', 'userVerification'] : ['passkey']
    const session = await openSession(tx, context, user, { provider: 'passkey', providerUid: passkey.id, factors })
    await alertOfSession(tx, context, user, session)
    return session
  })
  if (outcome instanceof BasaltError) throw outcome
  return outcome
}

type Proof = { readonly counter: number; readonly isUserVerified: boolean }

/** The signature, the challenge, the page, and a counter that moved forward unless it always is 0. */
async function verified(
  assertion: Assertion,
  site: Site,
  challenge: string,
  { credentialId, publicKey, counter }: PasskeyRow,
): Promise<Proof | BasaltError> {
  try {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
    const { verified: isRight, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...assertion, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
      requireUserVerification: false,
    })
    if (!isRight) return fail('user_passkey_invalid')
    return { counter: authenticationInfo.newCounter, isUserVerified: authenticationInfo.userVerified }
  } catch (error) {
    return fail('user_passkey_invalid', {}, error)
  }
}
