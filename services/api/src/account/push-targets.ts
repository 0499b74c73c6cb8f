import { createPushTarget, removePushTarget, updatePushTarget } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { customId, text, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { ownId } from './caller.ts'

const identifier = text({ max: 255 }, 'The target identifier (token, email, phone etc.)')
const targetId = uid('Target ID.')

export const accountCreatePushTarget = endpoint({
  id: 'account.createPushTarget',
  route: 'POST /v1/account/targets/push',
  summary: 'Create push target',
  auth: ['session'],
  scopes: ['targets.write'],
  params: {
    targetId: customId('Target ID.'),
    identifier,
    providerId: optional(uid('Provider ID. Messages are sent through this provider if it is set.'), ''),
  },
  response: { status: 201, model: 'target' },
  errors: ['user_target_already_exists'],
  // Targets record themselves.
  transaction: 'own',
  handler: ({ database, services, origin, actor, params }) => {
    const context = { bus: services.bus, origin }
    const given = { ...params, userId: ownId(actor), sessionId: actor.sessionId }
    return createPushTarget(database, context, given)
  },
})

export const accountUpdatePushTarget = endpoint({
  id: 'account.updatePushTarget',
  route: 'PUT /v1/account/targets/:targetId/push',
  summary: 'Update push target',
  auth: ['session'],
  scopes: ['targets.write'],
  params: { targetId, identifier },
  response: { status: 200, model: 'target' },
  errors: ['user_target_not_found'],
  transaction: 'own',
  handler: ({ database, services, origin, actor, params }) =>
    updatePushTarget(database, { bus: services.bus, origin }, { ...params, userId: ownId(actor) }),
})

export const accountDeletePushTarget = endpoint({
  id: 'account.deletePushTarget',
  route: 'DELETE /v1/account/targets/:targetId/push',
  summary: 'Delete push target',
  auth: ['session'],
  scopes: ['targets.write'],
  params: { targetId },
  response: { status: 204 },
  payload: 'target',
  errors: ['user_target_not_found'],
  transaction: 'own',
  handler: async ({ database, services, origin, actor, params }) => {
    await removePushTarget(database, { bus: services.bus, origin }, { ...params, userId: ownId(actor) })
  },
})
