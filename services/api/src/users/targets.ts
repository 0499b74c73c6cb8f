import { createTarget, getUserTarget, listUserTargets, removeTarget, reviseTarget } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, customId, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

const userId = uid('User ID.')
const targetId = uid('Target ID.')
const providerId = optional(uid('Provider ID. Messages are sent through this provider if it is set.'), '')
const name = optional(text({ max: 128 }, 'Target name. Max length: 128 chars.'), '')

export const usersCreateTarget = endpoint({
  id: 'users.createTarget',
  route: 'POST /v1/users/:userId/targets',
  summary: 'Create user target',
  auth: ['key', 'admin'],
  scopes: ['targets.write'],
  params: {
    targetId: customId('Target ID.'),
    userId,
    providerType: choice(['email', 'sms', 'push'], 'The target provider type.', { caseSensitive: false }),
    identifier: text({ max: 255 }, 'The target identifier (token, email, phone etc.)'),
    providerId,
    name,
  },
  response: { status: 201, model: 'target' },
  event: 'users.[userId].targets.[targetId].create',
  audit: { event: 'target.create', resource: 'target/response.$id' },
  errors: ['general_invalid_email', 'general_invalid_phone', 'user_not_found', 'user_target_already_exists'],
  handler: ({ tx, actor, params }) => createTarget(tx, actor, { ...params, id: params.targetId }),
})

export const usersListTargets = endpoint({
  id: 'users.listTargets',
  route: 'GET /v1/users/:userId/targets',
  summary: 'List user targets',
  auth: ['key', 'admin'],
  scopes: ['targets.read'],
  params: {
    userId,
    queries: optional(
      queries(
        ['userId', 'providerId', 'identifier', 'providerType', '$id', '$createdAt', '$updatedAt', '$sequence'],
        'Array of query strings generated using the Query class provided by the SDK.',
      ),
      [],
    ),
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'targetList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid', 'user_not_found'],
  handler: ({ db, actor, params }) => listUserTargets(db, actor, params.userId, params),
})

export const usersGetTarget = endpoint({
  id: 'users.getTarget',
  route: 'GET /v1/users/:userId/targets/:targetId',
  summary: 'Get user target',
  auth: ['key', 'admin'],
  scopes: ['targets.read'],
  params: { userId, targetId },
  response: { status: 200, model: 'target' },
  errors: ['user_not_found', 'user_target_not_found'],
  handler: ({ db, actor, params }) => getUserTarget(db, actor, params.userId, params.targetId),
})

export const usersUpdateTarget = endpoint({
  id: 'users.updateTarget',
  route: 'PATCH /v1/users/:userId/targets/:targetId',
  summary: 'Update user target',
  auth: ['key', 'admin'],
  scopes: ['targets.write'],
  params: {
    userId,
    targetId,
    identifier: optional(text({ max: 255 }, 'The target identifier (token, email, phone etc.)'), ''),
    providerId,
    name,
  },
  response: { status: 200, model: 'target' },
  event: 'users.[userId].targets.[targetId].update',
  audit: { event: 'target.update', resource: 'target/{response.$id}' },
  errors: ['general_invalid_email', 'general_invalid_phone', 'user_not_found', 'user_target_not_found'],
  handler: ({ tx, actor, params }) => reviseTarget(tx, actor, params),
})

export const usersDeleteTarget = endpoint({
  id: 'users.deleteTarget',
  route: 'DELETE /v1/users/:userId/targets/:targetId',
  summary: 'Delete user target',
  auth: ['key', 'admin'],
  scopes: ['targets.write'],
  params: { userId, targetId },
  response: { status: 204, model: 'target' },
  event: 'users.[userId].targets.[targetId].delete',
  audit: { event: 'target.delete', resource: 'target/{request.$targetId}' },
  errors: ['user_not_found', 'user_target_not_found'],
  handler: ({ tx, actor, params }) => removeTarget(tx, actor, params.userId, params.targetId),
})
