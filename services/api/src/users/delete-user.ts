import { removeUser } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'

export const usersDelete = endpoint({
  id: 'users.delete',
  route: 'DELETE /v1/users/:userId',
  summary: 'Delete user',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId: uid('User ID.') },
  response: { status: 204, model: 'account' },
  event: 'users.[userId].delete',
  audit: { event: 'user.delete', resource: 'user/{request.userId}' },
  rolesChangedOf: (account) => account.$id ?? null,
  errors: ['user_not_found'],
  handler: ({ tx, params }) => removeUser(tx, params.userId),
})
