import { createToken, createUserJwt, newHex } from '@basalt/core/account'
import { requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { range, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

const userId = uid('User ID.')

export const usersCreateToken = endpoint({
  id: 'users.createToken',
  route: 'POST /v1/users/:userId/tokens',
  summary: 'Create token',
  auth: ['key'],
  scopes: ['users.write'],
  params: {
    userId,
    length: optional(range({ min: 4, max: 128 }, 'Token length in characters. The default length is 6 characters.'), 6),
    expire: optional(
      range({ min: 60, max: 31_536_000 }, 'Token expiration period in seconds. The default expiration is 15 minutes.'),
      900,
    ),
  },
  response: { status: 201, model: 'token' },
  event: 'users.[userId].tokens.[tokenId].create',
  audit: { event: 'tokens.create', resource: 'user/{request.userId}' },
  errors: ['user_not_found'],
  handler: async ({ tx, params }) => {
    await requireUser(tx, params.userId)
    const secret = newHex(params.length)
    return createToken(tx, { userId: params.userId, kind: 'custom', secret, lifetimeSeconds: params.expire })
  },
})

export const usersCreateJWT = endpoint({
  id: 'users.createJWT',
  route: 'POST /v1/users/:userId/jwts',
  summary: 'Create user JWT',
  auth: ['key'],
  scopes: ['users.write'],
  params: {
    userId,
    sessionId: optional(
      uid('Session ID, or `recent` for the newest session. Without one the JWT acts for the user alone.'),
      '',
    ),
    duration: optional(range({ min: 0, max: 3600 }, 'Time in seconds before JWT expires.'), 900),
  },
  response: { status: 201, model: 'jwt' },
  errors: ['user_not_found'],
  handler: async ({ tx, services, project, params }) => {
    const { userId, sessionId, duration: durationSeconds } = params
    return { jwt: await createUserJwt(tx, services.secrets, project.id, userId, { sessionId, durationSeconds }) }
  },
})
