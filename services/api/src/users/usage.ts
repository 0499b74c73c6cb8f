import { usageRanges } from '@basalt/core/usage'
import { usersUsage } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

export const usersGetUsage = endpoint({
  id: 'users.getUsage',
  route: 'GET /v1/users/usage',
  summary: 'Get users usage stats',
  auth: ['admin'],
  scopes: ['users.read'],
  params: { range: optional(choice(usageRanges, 'Date range.'), '30d') },
  response: { status: 200, model: 'usageUsers' },
  handler: ({ db, params }) => usersUsage(db, params.range),
})
