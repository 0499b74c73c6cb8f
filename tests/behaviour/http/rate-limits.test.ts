import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

describe('rate limits', () => {
  let server: TestServer
  let project: TestProject
  before(async () => {
    server = await aServer({
      BASALT_RATE_LIMIT_EXEMPT: '',
      BASALT_RATE_LIMIT_OVERRIDES: 'account.createMagicURLToken=2/3600, locale.get=3/60',
    })
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

  it('are those that the operator sets, also where there was none', async () => {
    const ask = () =>
      project.aGuest().post('/v1/account/tokens/magic-url', { userId: 'unique()', email: 'a@example.com' })
    const answers = [await ask(), await ask(), await ask()]
    assert.deepEqual(
      answers.map(({ status, headers }) => [status === 429, headers['x-ratelimit-limit']]),
      [
        [false, '2'],
        [false, '2'],
        [true, '2'],
      ],
    )
    const places = [1, 2, 3, 4].map(() => project.aGuest().get('/v1/locale'))
    const limited = (await Promise.all(places)).filter(({ status }) => status === 429)
    assert.equal(limited.length, 1)
  })

  it('count an IPv6 network as one client', async () => {
    const left = async (address: string): Promise<unknown> => {
      const headers = { 'x-forwarded-for': address }
      return (await project.aGuest().post('/v1/account', {}, headers)).headers['x-ratelimit-remaining']
    }
    const same = ['2001:db8:1:2::1', '2001:0db8:1:2:ffff:1:2:3', '2001:db8:1:2:8::']
    assert.deepEqual([await left(same[0] ?? ''), await left(same[1] ?? ''), await left(same[2] ?? '')], ['9', '8', '7'])
    for (const other of ['2001:db8:1:3::1', '2001:db8::1', '::1:2', '203.0.113.5']) assert.equal(await left(other), '9')
    assert.equal(await left('203.0.113.6'), '9')
  })

  it('count parameters of any kind and length', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const limited = [
      { email: `"${'x'.repeat(100_000)}"`, left: ['9', '8'] },
      { email: '12345678901234567890', left: ['9'] },
      { email: deep, left: ['8'] },
    ]
    for (const { email, left } of limited) {
      const body = `{"email":${email},"password":"x"}`
      for (const remaining of left) {
        const headers = { 'content-type': 'application/json' }
        const answer = await project.aGuest().send('POST', '/v1/account/sessions/email', { body, headers })
        assert.partialDeepStrictEqual(answer, { status: 400, body: { type: 'general_argument_invalid' } })
        assert.equal(answer.headers['x-ratelimit-remaining'], remaining)
      }
    }
  })
})
