import {
  createRecoveryCodes,
  getRecoveryCodes,
  listFactors,
  removeAuthenticator,
  renewRecoveryCodes,
} from '@basalt/core/mfa'
import { changeUser, getAccount, getUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, uid } from '#http/kinds.ts'

const userId = uid('User ID.')
const audit = { event: 'user.update', resource: 'user/{response.$id}' } as const

export const usersUpdateMfa = endpoint({
  id: 'users.updateMfa',
  route: 'PATCH /v1/users/:userId/mfa',
  summary: 'Update MFA',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId, mfa: boolean({ loose: false }, 'Enable or disable MFA.') },
  response: { status: 200, model: 'user' },
  payload: 'account',
  event: 'users.[userId].update.mfa',
  audit,
  methods: [{ id: 'users.updateMfa', deprecated: true }, { id: 'users.updateMFA' }],
  errors: ['user_not_found'],
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ mfa: params.mfa }))
    return getUser(tx, params.userId)
  },
})

export const usersDeleteMfaAuthenticator = endpoint({
  id: 'users.deleteMfaAuthenticator',
  route: 'DELETE /v1/users/:userId/mfa/authenticators/:type',
  summary: 'Delete authenticator',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId, type: choice(['totp'], 'Type of authenticator.', { caseSensitive: false }) },
  response: { status: 204, model: 'account' },
  event: 'users.[userId].delete.mfa',
  audit,
  methods: [{ id: 'users.deleteMfaAuthenticator', deprecated: true }, { id: 'users.deleteMFAAuthenticator' }],
  errors: ['user_authenticator_not_found', 'user_not_found'],
  handler: ({ tx, params }) => removeAuthenticator(tx, params.userId),
})

export const usersListMfaFactors = endpoint({
  id: 'users.listMfaFactors',
  route: 'GET /v1/users/:userId/mfa/factors',
  summary: 'List factors',
  auth: ['key'],
  scopes: ['users.read'],
  params: { userId },
  response: { status: 200, model: 'mfaFactors' },
  methods: [{ id: 'users.listMfaFactors', deprecated: true }, { id: 'users.listMFAFactors' }],
  errors: ['user_not_found'],
  handler: ({ db, params }) => listFactors(db, params.userId),
})

export const usersGetMfaRecoveryCodes = endpoint({
  id: 'users.getMfaRecoveryCodes',
  route: 'GET /v1/users/:userId/mfa/recovery-codes',
  summary: 'Get MFA recovery codes',
  auth: ['key'],
  scopes: ['users.read'],
  params: { userId },
  response: { status: 200, model: 'mfaRecoveryCodes' },
  methods: [{ id: 'users.getMfaRecoveryCodes', deprecated: true }, { id: 'users.getMFARecoveryCodes' }],
  errors: ['user_not_found', 'user_recovery_codes_not_found'],
  handler: ({ db, services, params }) => getRecoveryCodes(db, services.secrets, params.userId),
})

// Events carry the account, for the answers are secrets.

export const usersCreateMfaRecoveryCodes = endpoint({
  id: 'users.createMfaRecoveryCodes',
  route: 'PATCH /v1/users/:userId/mfa/recovery-codes',
  summary: 'Create MFA recovery codes',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId },
  response: { status: 200, model: 'mfaRecoveryCodes' },
  payload: 'account',
  event: 'users.[userId].create.mfa.recovery-codes',
  audit,
  methods: [{ id: 'users.createMfaRecoveryCodes', deprecated: true }, { id: 'users.createMFARecoveryCodes' }],
  errors: ['user_not_found', 'user_recovery_codes_already_exists'],
  transaction: 'own',
  handler: ({ database, record, services, params }) =>
    database.transaction(async (tx) => {
      const made = await createRecoveryCodes(tx, services.secrets, params.userId)
      await record(tx, await getAccount(tx, params.userId))
      return made
    }),
})

export const usersUpdateMfaRecoveryCodes = endpoint({
  id: 'users.updateMfaRecoveryCodes',
  route: 'PUT /v1/users/:userId/mfa/recovery-codes',
  summary: 'Update MFA recovery codes (regenerate)',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId },
  response: { status: 200, model: 'mfaRecoveryCodes' },
  payload: 'account',
  event: 'users.[userId].update.mfa.recovery-codes',
  audit,
  methods: [{ id: 'users.updateMfaRecoveryCodes', deprecated: true }, { id: 'users.updateMFARecoveryCodes' }],
  errors: ['user_not_found', 'user_recovery_codes_not_found'],
  transaction: 'own',
  handler: ({ database, record, services, params }) =>
    database.transaction(async (tx) => {
      const made = await renewRecoveryCodes(tx, services.secrets, params.userId)
      await record(tx, await getAccount(tx, params.userId))
      return made
    }),
})
