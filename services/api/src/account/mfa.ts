import { createChallenge } from '@basalt/core/account'
import { answerChallenge, listFactors, setOwnMfa } from '@basalt/core/mfa'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, text } from '#http/kinds.ts'
import { ownId } from './caller.ts'
import { mailContextOf } from './mail-context.ts'

export const accountUpdateMFA = endpoint({
  id: 'account.updateMFA',
  route: 'PATCH /v1/account/mfa',
  summary: 'Update MFA',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { mfa: boolean({ loose: false }, 'Enable or disable MFA.') },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.mfa',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  handler: ({ tx, actor, params }) => setOwnMfa(tx, ownId(actor), actor.sessionId, params.mfa),
})

export const accountListMfaFactors = endpoint({
  id: 'account.listMfaFactors',
  route: 'GET /v1/account/mfa/factors',
  summary: 'List factors',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['beforeFactors'],
  params: {},
  response: { status: 200, model: 'mfaFactors' },
  methods: [{ id: 'account.listMfaFactors', deprecated: true }, { id: 'account.listMFAFactors' }],
  handler: ({ db, actor }) => listFactors(db, ownId(actor)),
})

export const accountCreateMfaChallenge = endpoint({
  id: 'account.createMfaChallenge',
  route: 'POST /v1/account/mfa/challenges',
  aliases: ['/v1/account/mfa/challenge'],
  summary: 'Create MFA challenge',
  auth: [],
  scopes: ['account'],
  gates: ['beforeFactors'],
  params: {
    factor: choice(['email', 'phone', 'totp', 'recoverycode'], 'Factor used for verification.', {
      caseSensitive: false,
    }),
  },
  response: { status: 200, model: 'mfaChallenge' },
  event: 'users.[userId].challenges.[challengeId].create',
  audit: { event: 'challenge.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{userId}'] },
  methods: [{ id: 'account.createMfaChallenge', deprecated: true }, { id: 'account.createMFAChallenge' }],
  errors: [
    'general_bad_request',
    'general_phone_disabled',
    'general_smtp_disabled',
    'user_email_not_found',
    'user_email_not_verified',
    'user_phone_not_found',
    'user_phone_not_verified',
  ],
  handler: (call) => createChallenge(call.tx, mailContextOf(call), ownId(call.actor), call.params.factor),
})

export const accountUpdateMfaChallenge = endpoint({
  id: 'account.updateMfaChallenge',
  route: 'PUT /v1/account/mfa/challenges',
  aliases: ['/v1/account/mfa/challenge'],
  summary: 'Update MFA challenge (confirmation)',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['beforeFactors'],
  params: {
    challengeId: text({ max: 256 }, 'ID of the challenge.'),
    otp: text({ max: 256 }, 'Valid verification token.'),
  },
  response: { status: 200, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'challenges.update', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},challengeId:{param-challengeId}'] },
  methods: [{ id: 'account.updateMfaChallenge', deprecated: true }, { id: 'account.updateMFAChallenge' }],
  errors: ['user_invalid_token'],
  // A wrong answer is counted although the call fails.
  transaction: 'own',
  handler: ({ database, record, services, actor, params }) => {
    const caller = { userId: ownId(actor), sessionId: actor.sessionId }
    const answer = { challengeId: params.challengeId, code: params.otp }
    return answerChallenge(database, services.secrets, caller, answer, record)
  },
})
