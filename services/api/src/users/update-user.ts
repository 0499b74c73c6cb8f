import { changeUser, getUser, requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { assoc, boolean, list, text, uid } from '#http/kinds.ts'

const userId = uid('User ID.')
// The record has the password's hash, which no event may have: events carry the account.
const common = { auth: ['key'], scopes: ['users.write'], payload: 'account', errors: ['user_not_found'] } as const
const updated = { event: 'user.update', resource: 'user/{response.$id}' } as const
/** Roles of open sockets follow labels, verification and blocks at once. */
const rolesChangedOf = (user: { readonly $id?: string | null | undefined }): string | null => user.$id ?? null

export const usersUpdateName = endpoint({
  ...common,
  id: 'users.updateName',
  route: 'PATCH /v1/users/:userId/name',
  summary: 'Update name',
  params: { userId, name: text({ max: 128, min: 0 }, 'User name. Max length: 128 chars.') },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.name',
  audit: updated,
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ name: params.name }))
    return getUser(tx, params.userId)
  },
})

export const usersUpdateLabels = endpoint({
  ...common,
  id: 'users.updateLabels',
  route: 'PUT /v1/users/:userId/labels',
  summary: 'Update user labels',
  params: {
    userId,
    labels: list(
      text({ max: 36, charset: 'a-zA-Z0-9' }, 'Label.'),
      { max: 1000 },
      'Labels. They replace the ones before.',
    ),
  },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.labels',
  audit: updated,
  rolesChangedOf,
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ labels: [...new Set(params.labels)] }))
    return getUser(tx, params.userId)
  },
})

export const usersUpdateStatus = endpoint({
  ...common,
  id: 'users.updateStatus',
  route: 'PATCH /v1/users/:userId/status',
  summary: 'Update user status',
  params: { userId, status: boolean({}, 'False blocks the user.') },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.status',
  audit: updated,
  rolesChangedOf,
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ status: params.status }))
    return getUser(tx, params.userId)
  },
})

export const usersUpdateEmailVerification = endpoint({
  ...common,
  id: 'users.updateEmailVerification',
  route: 'PATCH /v1/users/:userId/verification',
  summary: 'Update email verification',
  params: { userId, emailVerification: boolean({ loose: false }, 'User email verification status.') },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.verification',
  audit: { event: 'verification.update', resource: 'user/{request.userId}' },
  rolesChangedOf,
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ emailVerified: params.emailVerification }))
    return getUser(tx, params.userId)
  },
})

export const usersUpdatePhoneVerification = endpoint({
  ...common,
  id: 'users.updatePhoneVerification',
  route: 'PATCH /v1/users/:userId/verification/phone',
  summary: 'Update phone verification',
  params: { userId, phoneVerification: boolean({ loose: false }, 'User phone verification status.') },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.verification',
  audit: { event: 'verification.update', resource: 'user/{response.$id}' },
  rolesChangedOf,
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ phoneVerified: params.phoneVerification }))
    return getUser(tx, params.userId)
  },
})

export const usersUpdatePrefs = endpoint({
  id: 'users.updatePrefs',
  route: 'PATCH /v1/users/:userId/prefs',
  summary: 'Update user preferences',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId, prefs: assoc('Prefs key-value JSON object. It replaces the one before.') },
  response: { status: 200, model: 'preferences' },
  event: 'users.[userId].update.prefs',
  errors: ['user_not_found'],
  handler: async ({ tx, params }) => {
    await changeUser(tx, params.userId, () => ({ prefs: params.prefs }))
    return (await requireUser(tx, params.userId)).prefs
  },
})
