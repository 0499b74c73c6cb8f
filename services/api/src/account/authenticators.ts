import { confirmAuthenticator, createAuthenticator, removeAuthenticator } from '@basalt/core/mfa'
import { getAccount } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { choice, text } from '#http/kinds.ts'
import { ownId } from './caller.ts'

const type = choice(['totp'], 'Type of authenticator. Must be `totp`.', { caseSensitive: false })
const audit = { event: 'user.update', resource: 'user/{response.$id}' } as const

export const accountCreateMfaAuthenticator = endpoint({
  id: 'account.createMfaAuthenticator',
  route: 'POST /v1/account/mfa/authenticators/:type',
  summary: 'Create authenticator',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { type },
  response: { status: 200, model: 'mfaType' },
  // The account, for the answer is the secret.
  payload: 'account',
  event: 'users.[userId].update.mfa',
  audit,
  methods: [{ id: 'account.createMfaAuthenticator', deprecated: true }, { id: 'account.createMFAAuthenticator' }],
  errors: ['general_argument_invalid', 'user_authenticator_already_verified'],
  transaction: 'own',
  handler: ({ database, record, services, project, actor }) =>
    database.transaction(async (tx) => {
      const userId = ownId(actor)
      const made = await createAuthenticator(tx, services.secrets, project, userId)
      await record(tx, await getAccount(tx, userId))
      return made
    }),
})

export const accountUpdateMfaAuthenticator = endpoint({
  id: 'account.updateMfaAuthenticator',
  route: 'PUT /v1/account/mfa/authenticators/:type',
  summary: 'Update authenticator (confirmation)',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { type, otp: text({ max: 256 }, 'Valid verification token.') },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.mfa',
  audit,
  methods: [{ id: 'account.updateMfaAuthenticator', deprecated: true }, { id: 'account.updateMFAAuthenticator' }],
  errors: ['user_authenticator_already_verified', 'user_authenticator_not_found', 'user_invalid_token'],
  handler: ({ tx, services, actor, params }) =>
    confirmAuthenticator(tx, services.secrets, ownId(actor), actor.sessionId, params.otp),
})

export const accountDeleteMfaAuthenticator = endpoint({
  id: 'account.deleteMfaAuthenticator',
  route: 'DELETE /v1/account/mfa/authenticators/:type',
  summary: 'Delete authenticator',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['recentChallenge'],
  params: { type },
  response: { status: 204, model: 'account' },
  event: 'users.[userId].delete.mfa',
  audit,
  methods: [{ id: 'account.deleteMfaAuthenticator', deprecated: true }, { id: 'account.deleteMFAAuthenticator' }],
  errors: ['user_authenticator_not_found'],
  handler: ({ tx, actor }) => removeAuthenticator(tx, ownId(actor)),
})
