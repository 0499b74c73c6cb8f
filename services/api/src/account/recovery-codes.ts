import { createRecoveryCodes, getRecoveryCodes, renewRecoveryCodes } from '@basalt/core/mfa'
import { getAccount } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { ownId } from './caller.ts'

// Events carry the account, for the answers are secrets.
const audit = { event: 'user.update', resource: 'user/{response.$id}' } as const

export const accountGetMfaRecoveryCodes = endpoint({
  id: 'account.getMfaRecoveryCodes',
  route: 'GET /v1/account/mfa/recovery-codes',
  summary: 'List MFA recovery codes',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['recentChallenge'],
  params: {},
  response: { status: 200, model: 'mfaRecoveryCodes' },
  methods: [{ id: 'account.getMfaRecoveryCodes', deprecated: true }, { id: 'account.getMFARecoveryCodes' }],
  errors: ['user_recovery_codes_not_found'],
  handler: ({ db, services, actor }) => getRecoveryCodes(db, services.secrets, ownId(actor)),
})

export const accountCreateMfaRecoveryCodes = endpoint({
  id: 'account.createMfaRecoveryCodes',
  route: 'POST /v1/account/mfa/recovery-codes',
  summary: 'Create MFA recovery codes',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'mfaRecoveryCodes' },
  payload: 'account',
  event: 'users.[userId].update.mfa',
  audit,
  methods: [{ id: 'account.createMfaRecoveryCodes', deprecated: true }, { id: 'account.createMFARecoveryCodes' }],
  errors: ['user_recovery_codes_already_exists'],
  transaction: 'own',
  handler: ({ database, record, services, actor }) =>
    database.transaction(async (tx) => {
      const made = await createRecoveryCodes(tx, services.secrets, ownId(actor))
      await record(tx, await getAccount(tx, ownId(actor)))
      return made
    }),
})

export const accountUpdateMfaRecoveryCodes = endpoint({
  id: 'account.updateMfaRecoveryCodes',
  route: 'PATCH /v1/account/mfa/recovery-codes',
  summary: 'Update MFA recovery codes (regenerate)',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['recentChallenge'],
  params: {},
  response: { status: 200, model: 'mfaRecoveryCodes' },
  payload: 'account',
  event: 'users.[userId].update.mfa',
  audit,
  methods: [{ id: 'account.updateMfaRecoveryCodes', deprecated: true }, { id: 'account.updateMFARecoveryCodes' }],
  errors: ['user_recovery_codes_not_found'],
  transaction: 'own',
  handler: ({ database, record, services, actor }) =>
    database.transaction(async (tx) => {
      const made = await renewRecoveryCodes(tx, services.secrets, ownId(actor))
      await record(tx, await getAccount(tx, ownId(actor)))
      return made
    }),
})
