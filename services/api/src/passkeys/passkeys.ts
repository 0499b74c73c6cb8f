import { createPasskey, listPasskeys, offerRegistration, removePasskey, siteOf } from '@basalt/core/passkeys'
import { fail } from '@basalt/types'
import type { Call, Params } from '#http/endpoint.ts'
import { endpoint } from '#http/endpoint.ts'
import { json, text, uid } from '#http/kinds.ts'
import { ownId } from '../account/caller.ts'

/** A JWT is good for minutes and must not be made into a key that stays: passkeys are made within a session. */
function ownIdInSession({ actor, caller }: Call<Params, object>): string {
  if (!actor.user || caller.session === null) throw fail('user_unauthorized')
  return actor.user.id
}

export const accountCreatePasskeyOptions = endpoint({
  id: 'account.createPasskeyOptions',
  route: 'POST /v1/account/passkeys/options',
  summary: 'Create passkey options',
  auth: ['session'],
  scopes: ['account'],
  params: {},
  response: { status: 201, model: 'passkeyOptions' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{userId}'] },
  errors: ['general_unknown_origin', 'user_passkey_limit_exceeded', 'user_unauthorized'],
  handler: (call) => offerRegistration(call.tx, call.project, siteOf(call.project, call.request), ownIdInSession(call)),
})

export const accountCreatePasskey = endpoint({
  id: 'account.createPasskey',
  route: 'POST /v1/account/passkeys',
  summary: 'Create passkey',
  auth: ['session'],
  scopes: ['account'],
  params: {
    challengeId: uid('ID of the challenge, from the passkey options.'),
    name: text({ max: 128 }, 'Name of the passkey, for people to tell it from others. Max length: 128 chars.'),
    credential: json('What `navigator.credentials.create()` gave, as JSON.'),
  },
  response: { status: 201, model: 'passkey' },
  event: 'users.[userId].passkeys.[passkeyId].create',
  audit: { event: 'passkey.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{userId}'] },
  errors: [
    'general_unknown_origin',
    'user_passkey_already_exists',
    'user_passkey_invalid',
    'user_passkey_limit_exceeded',
    'user_unauthorized',
  ],
  // A challenge is used up although the call fails.
  transaction: 'own',
  handler: (call) => {
    const answer = { ...call.params, userId: ownIdInSession(call) }
    return createPasskey(call.database, siteOf(call.project, call.request), answer, call.record)
  },
})

export const accountListPasskeys = endpoint({
  id: 'account.listPasskeys',
  route: 'GET /v1/account/passkeys',
  summary: 'List passkeys',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'passkeyList' },
  handler: ({ db, actor }) => listPasskeys(db, ownId(actor)),
})

export const accountDeletePasskey = endpoint({
  id: 'account.deletePasskey',
  route: 'DELETE /v1/account/passkeys/:passkeyId',
  summary: 'Delete passkey',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { passkeyId: uid('Passkey ID.') },
  response: { status: 204, model: 'passkey' },
  payload: 'passkey',
  event: 'users.[userId].passkeys.[passkeyId].delete',
  audit: { event: 'passkey.delete', resource: 'user/{response.userId}' },
  errors: ['user_passkey_not_found'],
  handler: ({ tx, actor, params }) => removePasskey(tx, ownId(actor), params.passkeyId),
})
