import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type Answer, type Client, expectStatus } from '#support/client.ts'
import type { Mail } from '#support/mail.ts'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'
const tries = 8

/** Everything that is good for one use, spent by many at the same time. */
describe('what is good for one use', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const secretIn = ({ links }: Mail): Readonly<Record<string, string>> =>
    Object.fromEntries(links.find(({ searchParams }) => searchParams.has('secret'))?.searchParams ?? [])
  const codeIn = ({ text }: Mail): string => /\b\d{6}\b/.exec(text)?.[0] ?? ''
  const mailTo = (address: string): Promise<Mail> => project.mailbox.take(address)

  /** How to get one of its kind, and how to spend it. */
  const kinds: Readonly<Record<string, (email: string) => Promise<() => Promise<Answer>>>> = {
    'a code by mail': async (email) => {
      const made = await project.aGuest().post('/v1/account/tokens/email', { userId: 'unique()', email })
      const body = { userId: made.body.userId, secret: codeIn(await mailTo(email)) }
      return () => project.aGuest().post('/v1/account/sessions/token', body)
    },
    'a magic link': async (email) => {
      const url = 'http://localhost/m'
      await project.aGuest().post('/v1/account/tokens/magic-url', { userId: 'unique()', email, url })
      const { userId, secret } = secretIn(await mailTo(email))
      return () => project.aGuest().put('/v1/account/sessions/magic-url', { userId, secret })
    },
    'a recovery link': async (email) => {
      await project.server.post('/v1/users', { userId: 'unique()', email })
      await project.aGuest().post('/v1/account/recovery', { email, url: 'http://localhost/r' })
      const { userId, secret } = secretIn(await mailTo(email))
      return () => project.aGuest().put('/v1/account/recovery', { userId, secret, password })
    },
    'a link that verifies an address': async (email) => {
      const user = await project.aUser({ email })
      await user.post('/v1/account/verifications/email', { url: 'http://localhost/v' })
      const { userId, secret } = secretIn(await mailTo(email))
      return () => project.aGuest().put('/v1/account/verifications/email', { userId, secret })
    },
    'an invitation': async (email) => {
      const owner = await project.aUser()
      const { $id } = (await owner.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
      const body = { email, roles: [], url: 'http://localhost/join' }
      expectStatus(await owner.post(`/v1/teams/${$id}/memberships`, body), 201)
      const { userId, secret, membershipId } = secretIn(await mailTo(email))
      const path = `/v1/teams/${$id}/memberships/${membershipId}/status`
      return () => project.aGuest().patch(path, { userId, secret })
    },
    'a second factor': async (email) => {
      const user = await project.aUser({ email, emailVerified: true })
      const { $id } = expectStatus(await user.post('/v1/account/mfa/challenges', { factor: 'email' }), 200).body
      const otp = codeIn(await mailTo(email))
      return () => user.put('/v1/account/mfa/challenges', { challengeId: $id, otp })
    },
    'a recovery code': async (email) => {
      const user = await project.aUser({ email })
      const [otp] = expectStatus(await user.post('/v1/account/mfa/recovery-codes'), 200).body.recoveryCodes
      const challenges = await Promise.all(
        Array.from({ length: tries }, () => user.post('/v1/account/mfa/challenges', { factor: 'recoverycode' })),
      )
      const ids = challenges.map(({ body }) => body.$id).values()
      return () => user.put('/v1/account/mfa/challenges', { challengeId: ids.next().value, otp })
    },
  }

  for (const [kind, prepare] of Object.entries(kinds)) {
    it(`is spent once by many at a time: ${kind}`, async () => {
      const spend = await prepare(`race-${kind.replaceAll(' ', '-')}@users.test`)
      const answers = await Promise.all(Array.from({ length: tries }, spend))
      const good = answers.filter(({ status }) => status < 300)
      assert.equal(good.length, 1, JSON.stringify(answers.map(({ status, body }) => [status, body?.type])))
      for (const { status } of answers) assert.ok(status < 500)
      assert.ok((await spend()).status >= 400)
    })
  }
})

describe('codes', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  /** Who guesses from many addresses at a time gets no more guesses than who guesses one by one. */
  const guess = (ask: (client: Client, secret: string) => Promise<Answer>, from: number): Promise<readonly Answer[]> =>
    Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const client = project.aGuest().with({ 'x-forwarded-for': `198.51.100.${index + from}` })
        return ask(client, String(index).padStart(6, '9'))
      }),
    )

  it('by mail are worthless after ten wrong guesses, made at once and from anywhere', async () => {
    const email = 'guessed@users.test'
    const { body } = await project.aGuest().post('/v1/account/tokens/email', { userId: 'unique()', email })
    const { userId } = body
    const secret = /\b\d{6}\b/.exec((await project.mailbox.take(email)).text)?.[0] ?? ''
    const answers = await guess(
      (client, wrong) => client.post('/v1/account/sessions/token', { userId, secret: wrong === secret ? '1' : wrong }),
      1,
    )
    for (const { status } of answers) assert.ok(status === 401 || status === 429, String(status))
    const late = await project.aGuest().post('/v1/account/sessions/token', { userId, secret })
    assert.partialDeepStrictEqual(late, { status: 401, body: { type: 'user_invalid_token' } })
  })

  it('that verify a phone are worthless after ten wrong guesses', async () => {
    const phone = '+15555550199'
    const numbers = [{ phone, otp: '424242' }]
    await project.owner.patch(`/v1/projects/${project.id}/auth/mock-numbers`, { numbers })
    const user = await project.aUser({ phone })
    expectStatus(await user.post('/v1/account/verifications/phone'), 201)
    const path = '/v1/account/verifications/phone'
    const answers = await guess((client, secret) => client.put(path, { userId: user.id, secret }), 101)
    for (const { status } of answers) assert.ok(status === 401 || status === 429, String(status))
    const late = await project.aGuest().put(path, { userId: user.id, secret: '424242' })
    assert.partialDeepStrictEqual(late, { status: 401, body: { type: 'user_invalid_token' } })
  })
})
