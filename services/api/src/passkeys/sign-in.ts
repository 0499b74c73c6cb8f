import { offerSignIn, signInWithPasskey, siteOf } from '@basalt/core/passkeys'
import { endpoint } from '#http/endpoint.ts'
import { json, uid } from '#http/kinds.ts'
import { mailContextOf } from '../account/mail-context.ts'
import { giveSessionCookie } from '../account/session-cookie.ts'

export const accountCreatePasskeySessionOptions = endpoint({
  id: 'account.createPasskeySessionOptions',
  route: 'POST /v1/account/sessions/passkey/options',
  summary: 'Create passkey session options',
  auth: [],
  scopes: ['sessions.write'],
  gates: ['signedOut'],
  params: {},
  response: { status: 201, model: 'passkeyOptions' },
  rateLimit: { limit: 50, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['general_unknown_origin', 'user_session_already_exists'],
  handler: ({ tx, project, request }) => offerSignIn(tx, siteOf(project, request)),
})

export const accountCreatePasskeySession = endpoint({
  id: 'account.createPasskeySession',
  route: 'POST /v1/account/sessions/passkey',
  summary: 'Create passkey session',
  auth: [],
  scopes: ['sessions.write'],
  gates: ['signedOut'],
  params: {
    challengeId: uid('ID of the challenge, from the passkey session options.'),
    credential: json('What `navigator.credentials.get()` gave, as JSON.'),
  },
  response: { status: 201, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 50, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['general_unknown_origin', 'user_blocked', 'user_passkey_invalid', 'user_session_already_exists'],
  // A challenge is used up although the call fails. The session records itself.
  transaction: 'own',
  handler: async (call) => {
    const site = siteOf(call.project, call.request)
    const session = await signInWithPasskey(call.database, mailContextOf(call), site, call.params)
    giveSessionCookie(call, session)
    return session
  },
})
