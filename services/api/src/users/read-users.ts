import { listMembershipsOf } from '@basalt/core/teams'
import { getUser, listUsers, requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

const system = ['$id', '$createdAt', '$updatedAt', '$sequence']
const search = optional(text({ max: 256 }, 'Search term to filter your list results. Max length: 256 chars.'), '')
const total = optional(
  boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
  true,
)
const queriesDoc = 'Array of query strings generated using the Query class provided by the SDK.'

export const usersList = endpoint({
  id: 'users.list',
  route: 'GET /v1/users',
  summary: 'List users',
  auth: ['key'],
  scopes: ['users.read'],
  params: {
    queries: optional(
      queries(
        [
          'name',
          'email',
          'phone',
          'status',
          'passwordUpdate',
          'registration',
          'emailVerification',
          'phoneVerification',
          'labels',
          ...system,
        ],
        queriesDoc,
      ),
      [],
    ),
    search,
    total,
  },
  response: { status: 200, model: 'userList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, params }) => listUsers(db, params),
})

export const usersGet = endpoint({
  id: 'users.get',
  route: 'GET /v1/users/:userId',
  summary: 'Get user',
  auth: ['key'],
  scopes: ['users.read'],
  params: { userId: uid('User ID.') },
  response: { status: 200, model: 'user' },
  errors: ['user_not_found'],
  handler: ({ db, params }) => getUser(db, params.userId),
})

export const usersGetPrefs = endpoint({
  id: 'users.getPrefs',
  route: 'GET /v1/users/:userId/prefs',
  summary: 'Get user preferences',
  auth: ['key'],
  scopes: ['users.read'],
  params: { userId: uid('User ID.') },
  response: { status: 200, model: 'preferences' },
  errors: ['user_not_found'],
  handler: async ({ db, params }) => (await requireUser(db, params.userId)).prefs,
})

export const usersListMemberships = endpoint({
  id: 'users.listMemberships',
  route: 'GET /v1/users/:userId/memberships',
  summary: 'List user memberships',
  auth: ['key'],
  scopes: ['users.read'],
  params: {
    userId: uid('User ID.'),
    queries: optional(
      queries(['userId', 'teamId', 'invited', 'joined', 'confirm', 'roles', ...system], queriesDoc),
      [],
    ),
    search,
    total,
  },
  response: { status: 200, model: 'membershipList' },
  errors: ['general_query_invalid', 'user_not_found'],
  handler: async ({ db, params }) => {
    const { userId, ...input } = params
    await requireUser(db, userId)
    return listMembershipsOf(db, userId, input)
  },
})
