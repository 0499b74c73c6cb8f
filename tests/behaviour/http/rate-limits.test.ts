import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

describe('rate limits', () => {
  let server: TestServer
  let project: TestProject
  before(async () => {
    server = await aServer({ BASALT_RATE_LIMIT_EXEMPT: '' })
    project = await aProject({ on: server })
  })
  after(() => server.close())

  const signIn = (email: unknown, headers: Record<string, string> = {}) =>
    project.aGuest().post('/v1/account/sessions/email', { email, password: 'wrong password' }, headers)

  it('count a client by what it does, whatever name it gives our host', async () => {
    const remaining: unknown[] = []
    for (const host of ['one.example', 'two.example', 'three.example']) {
      const { headers } = await signIn('not an address', { host })
      remaining.push(headers['x-ratelimit-remaining'])
    }
    assert.deepEqual(remaining, ['9', '8', '7'])
  })

  it('count parameters of any kind and length', async () => {
    const long = 'x'.repeat(100_000)
    for (const email of [long, { nested: [12345678901234567890n] }]) {
      const body = JSON.stringify({ email, password: 'x' }, (_key, value: unknown) =>
        typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value,
      )
      for (const left of ['9', '8']) {
        const headers = { 'content-type': 'application/json' }
        const answer = await project.aGuest().send('POST', '/v1/account/sessions/email', { body, headers })
        assert.partialDeepStrictEqual(answer, { status: 400, body: { type: 'general_argument_invalid' } })
        assert.equal(answer.headers['x-ratelimit-remaining'], left)
      }
    }
  })
})
