import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { Secrets } from '@basalt/core/secrets'
import { testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

type Json = Readonly<Record<string, unknown>>
const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const hmac = (input: string, key: string, hash = 'sha256'): string =>
  createHmac(hash, key).update(input).digest('base64url')

describe('a JWT', () => {
  let project: TestProject
  let user: TestUser
  let claims: Json
  let genuine: string

  before(async () => {
    project = await aProject()
    user = await project.aUser()
    genuine = (await user.post('/v1/account/jwts')).body.jwt
    claims = JSON.parse(Buffer.from(genuine.split('.')[1] ?? '', 'base64url').toString())
  })

  const ask = (jwt: string) => project.aGuest().with({ 'x-appwrite-jwt': jwt }).get('/v1/account')

  it('of the server is taken', async () => {
    assert.equal((await ask(genuine)).body.$id, user.id)
  })

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signed = (header: Json, key: string, hash?: string) => (body: Json) =>
    `${part(header)}.${part(body)}.${hmac(`${part(header)}.${part(body)}`, key, hash)}`

  /** Tokens that a stranger could make, with the claims of a genuine one. */
  const forgeries: Readonly<Record<string, (body: Json) => string>> = {
    'no algorithm and no signature': (body) => `${part({ alg: 'none', typ: 'JWT' })}.${part(body)}.`,
    'no algorithm in other letters': (body) => `${part({ alg: 'nOnE' })}.${part(body)}.`,
    'no algorithm and the genuine signature': (body) =>
      `${part({ alg: 'none' })}.${part(body)}.${genuine.split('.')[2]}`,
    'no algorithm named': (body) => `${part({ typ: 'JWT' })}.${part(body)}.`,
    'an empty key': signed({ alg: 'HS256' }, ''),
    'the id of the project as its key': (body) => signed({ alg: 'HS256' }, project.id)(body),
    'a public key as its secret': signed({ alg: 'HS256' }, pem),
    'a key of its own in the header': (body) => {
      const header = part({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) })
      const input = `${header}.${part(body)}`
      return `${input}.${signWith('sha256', Buffer.from(input), privateKey).toString('base64url')}`
    },
    'a key id that is a path': signed({ alg: 'HS256', kid: '../../../../dev/null' }, ''),
    'a key id that is SQL': signed({ alg: 'HS256', kid: "x' UNION SELECT '" }, ''),
    'a longer hash': signed({ alg: 'HS512' }, testSecret, 'sha512'),
    'the instance secret itself, which is not the key': signed({ alg: 'HS256' }, testSecret),
    'other claims under the genuine signature': (body) => {
      const [header, , signature] = genuine.split('.')
      return `${header}.${part({ ...body, userId: 'somebody' })}.${signature}`
    },
  }

  for (const [what, forge] of Object.entries(forgeries)) {
    it(`is refused with ${what}`, async () => {
      assert.partialDeepStrictEqual(await ask(forge(claims)), { status: 401, body: { type: 'user_jwt_invalid' } })
    })
  }

  it('is refused when it has run out, and as the key of a server', async () => {
    const secrets = new Secrets({ current: testSecret, previous: [] })
    const { exp: _, iat: __, ...rest } = claims as Record<string, unknown>
    assert.equal((await ask(secrets.sign(rest, 60))).status, 200)
    assert.partialDeepStrictEqual(await ask(secrets.sign(rest, -1)), {
      status: 401,
      body: { type: 'user_jwt_invalid' },
    })
    const asKey = project.aGuest().with({ 'x-appwrite-key': `dynamic_${genuine}` })
    assert.equal((await asKey.get('/v1/users')).status, 401)
  })

  it('of a key is nobody’s session', async () => {
    const made = await project.owner.post(`/v1/projects/${project.id}/jwts`, { scopes: ['users.read'] })
    const jwt = String(made.body.jwt).replace(/^dynamic_/, '')
    assert.partialDeepStrictEqual(await ask(jwt), { status: 401 })
  })
})
