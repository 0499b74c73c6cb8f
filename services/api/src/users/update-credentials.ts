import { removeSessions } from '@basalt/core/sessions'
import {
  clearPassword,
  getUser,
  prepareNewPassword,
  requireUser,
  setEmail,
  setPassword,
  setPhone,
} from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'
import { email, password, phone } from '#http/kinds-identity.ts'

const userId = uid('User ID.')
const common = { auth: ['key'], scopes: ['users.write'], payload: 'account' } as const
const audit = { event: 'user.update', resource: 'user/{response.$id}' } as const
const rolesChangedOf = (user: { readonly $id?: string | null | undefined }): string | null => user.$id ?? null

export const usersUpdateEmail = endpoint({
  ...common,
  id: 'users.updateEmail',
  route: 'PATCH /v1/users/:userId/email',
  summary: 'Update email',
  params: { userId, email: email('User email. Empty takes it away.', { allowEmpty: true }) },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.email',
  audit,
  rolesChangedOf,
  errors: ['user_email_already_exists', 'user_not_found', 'user_target_already_exists'],
  handler: async ({ tx, params }) => {
    await setEmail(tx, params.userId, params.email === '' ? null : params.email)
    return getUser(tx, params.userId)
  },
})

export const usersUpdatePhone = endpoint({
  ...common,
  id: 'users.updatePhone',
  route: 'PATCH /v1/users/:userId/phone',
  summary: 'Update phone',
  params: { userId, number: phone('User phone number. Empty takes it away.', { allowEmpty: true }) },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.phone',
  audit,
  rolesChangedOf,
  errors: ['user_not_found', 'user_phone_already_exists', 'user_target_already_exists'],
  handler: async ({ tx, params }) => {
    await setPhone(tx, params.userId, params.number === '' ? null : params.number)
    return getUser(tx, params.userId)
  },
})

export const usersUpdatePassword = endpoint({
  ...common,
  id: 'users.updatePassword',
  route: 'PATCH /v1/users/:userId/password',
  summary: 'Update password',
  params: {
    userId,
    password: password('New user password. Must be at least 8 chars; empty takes it away.', {
      dictionary: true,
      allowEmpty: true,
    }),
  },
  response: { status: 200, model: 'user' },
  event: 'users.[userId].update.password',
  audit,
  rolesChangedOf,
  errors: ['password_personal_data', 'password_recently_used', 'user_not_found'],
  // The hash is made before the transaction.
  transaction: 'own',
  handler: async ({ database, record, project, params }) => {
    const user = await requireUser(database, params.userId)
    const stored = params.password === '' ? null : await prepareNewPassword(project, user, params.password)
    return database.transaction(async (tx) => {
      if (stored) await setPassword(tx, project, user.id, stored)
      else await clearPassword(tx, user.id)
      if (project.settings.auths.invalidateSessions) await removeSessions(tx, user.id)
      const changed = await getUser(tx, user.id)
      await record(tx, changed)
      return changed
    })
  },
})
