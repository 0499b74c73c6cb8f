import type { Schema, Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { BasaltError, fail, type Renderable } from '@basalt/types'
import * as z from 'zod'
import type { Project } from '../projects/index.ts'
import { lockUser, requireUser, type User } from '../users/index.ts'
import {
  insertChallenge,
  insertPasskey,
  lockPasskey,
  type Passkey,
  passkeysOf,
  takeChallenge,
  toPasskey,
} from './queries.ts'
import { type Site, userHandle } from './site.ts'

const maxPasskeys = 20
/** EdDSA, ES256 and RS256, as COSE numbers them: what authenticators have. */
const algorithms = [-8, -7, -257]
const base64url = z.string().regex(/^[\w-]+$/)

/** What `navigator.credentials.create()` gives, as JSON. */
const Registration = z.object({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url.max(8192),
    attestationObject: base64url.max(32_768),
    transports: z.array(z.string().max(32)).max(10).default([]),
  }),
})
type Registration = z.output<typeof Registration>

type Answer = {
  readonly userId: string
  readonly challengeId: string
  readonly name: string
  readonly credential: Readonly<Record<string, unknown>>
}
type Told = (tx: Transaction, passkey: Passkey) => Promise<void>

/** What a browser needs to make a passkey for a user. @throws `user_passkey_limit_exceeded` */
export async function offerRegistration(
  tx: Transaction,
  project: Project,
  site: Site,
  userId: string,
): Promise<Renderable<'passkeyOptions'>> {
  const [user, known] = [await requireUser(tx, userId), await passkeysOf(tx, userId)]
  if (known.length >= maxPasskeys) throw fail('user_passkey_limit_exceeded', { userId })
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const options = await generateRegistrationOptions({
    rpName: project.name,
    rpID: site.rpId,
    userID: userHandle(project, userId),
    userName: nameOf(user),
    userDisplayName: user.name || nameOf(user),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known
      .filter(({ rpId }) => rpId === site.rpId)
      .map((passkey) => ({ id: passkey.credentialId, transports: [...(toPasskey(passkey).transports ?? [])] })),
    // Signing in asks for no name, so that the authenticator itself must know whose key it is.
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  const { id, expire } = await insertChallenge(tx, { userId, rpId: site.rpId, challenge: options.challenge })
  return { challengeId: id, expire, options }
}

/**
 * Keeps the passkey that a browser made. The challenge is used up whatever comes of it; `tell` runs in the
 * transaction of a success.
 * @throws `user_passkey_invalid`, `user_passkey_already_exists`, `user_passkey_limit_exceeded`
 */
export async function createPasskey(database: Schema, site: Site, answer: Answer, tell: Told): Promise<Passkey> {
  const { userId, challengeId, name } = answer
  const parsed = Registration.safeParse(answer.credential)
  if (!parsed.success) throw fail('user_passkey_invalid', {}, parsed.error)
  const outcome = await database.transaction(async (tx) => {
    const challenge = await takeChallenge(tx, challengeId, userId)
    if (challenge?.rpId !== site.rpId) return fail('user_passkey_invalid', { userId })
    await lockUser(tx, userId) // of two at a time the second one sees the first
    if ((await passkeysOf(tx, userId)).length >= maxPasskeys) return fail('user_passkey_limit_exceeded', { userId })
    const proven = await verified(parsed.data, site, challenge.challenge)
    if (proven instanceof BasaltError) return proven
    const id = uniqueId()
    const transports = JSON.stringify(parsed.data.response.transports)
    const isNew = await insertPasskey(tx, { id, userId, name, rpId: site.rpId, transports, ...proven })
    if (!isNew) return fail('user_passkey_already_exists', { userId })
    const passkey = toPasskey(await lockPasskey(tx, userId, id))
    await tell(tx, passkey)
    return passkey
  })
  if (outcome instanceof BasaltError) throw outcome
  return outcome
}

type Proven = { readonly credentialId: string; readonly publicKey: Uint8Array; readonly counter: number }

async function verified(registration: Registration, site: Site, challenge: string): Promise<Proven | BasaltError> {
  try {
    await refuseCertificates(registration)
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
    const { verified: isRight, registrationInfo } = await verifyRegistrationResponse({
      response: { ...registration, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    })
    if (!isRight) return fail('user_passkey_invalid')
    const { id, publicKey, counter } = registrationInfo.credential
    // The id that was signed for is the one to know it by, whatever stands beside it.
    if (id !== registration.id) return fail('user_passkey_invalid')
    return { credentialId: id, publicKey, counter }
  } catch (error) {
    return fail('user_passkey_invalid', {}, error)
  }
}

/**
 * No statement of a maker is asked for, and one that brings certificates is not looked at: to verify those means to
 * fetch what they point to, and whoever registers chooses where that is.
 */
async function refuseCertificates({ response }: Registration): Promise<void> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers')
  const statement = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject))
  const format = statement.get('fmt')
  const isOwnWord = format === 'packed' && statement.get('attStmt').get('x5c') === undefined
  if (format !== 'none' && !isOwnWord) throw new Error(`attestation ${format} is not accepted`)
}

function nameOf(user: User): string {
  return user.email ?? user.phone ?? (user.name || user.id)
}
