import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { SmsCatcher } from '#support/sms.ts'
import type { TestUser } from '#support/user.ts'

describe('invitations by phone', () => {
  let catcher: SmsCatcher
  let server: TestServer
  let project: TestProject
  let ada: TestUser

  before(async () => {
    catcher = await SmsCatcher.open()
    server = await aServer({
      BASALT_SMS_URL: `sms://AC1:token@twilio?from=+15550100&api=${catcher.api}`,
      BASALT_PRIVATE_ADDRESSES: 'allow',
    })
    project = await aProject({ on: server, name: 'Acme' })
    ada = await project.aUser({ name: 'Ada' })
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
  })

  after(async () => {
    await server.close()
    await catcher[Symbol.asyncDispose]()
  })

  const invite = (body: object) =>
    ada.post('/v1/teams/crew/memberships', { roles: ['dev'], url: 'http://localhost/join', ...body })
  const textTo = async (phone: string): Promise<string> => (await catcher.take(phone)).form['Body'] ?? ''
  const linkIn = (text: string): Readonly<Record<string, string>> => {
    const [, link = ''] = /(http:\/\/localhost\/join\S+)$/.exec(text) ?? []
    return Object.fromEntries(new URL(link).searchParams)
  }
  const accept = ({ membershipId, userId, secret }: Readonly<Record<string, string>>, by: Client) =>
    by.patch(`/v1/teams/crew/memberships/${membershipId}/status`, { userId, secret })
  const invalid = { status: 401, body: { type: 'team_invalid_secret' } }

  it('go to a new number as a message, sign in who accepts, and prove the number', async () => {
    const phone = '+15555550111'
    const invited = await invite({ phone, name: 'Phil' })
    assert.partialDeepStrictEqual(invited, { status: 201, body: { confirm: false, roles: ['dev'] } })
    const text = await textTo(phone)
    assert.match(text, /^Ada invites you to the team Crew at Acme: http/)
    assert.ok(text.length < 320, `${text.length} letters are a long message`)
    const browser = project.aGuest()
    assert.partialDeepStrictEqual(await accept(linkIn(text), browser), { status: 200, body: { confirm: true } })
    assert.partialDeepStrictEqual(await browser.get('/v1/account'), {
      body: { phone, phoneVerification: true, emailVerification: false, name: 'Phil' },
    })
    const { sessions } = (await browser.get('/v1/account/sessions')).body
    assert.partialDeepStrictEqual(sessions, [{ provider: 'phone', providerUid: phone, factors: ['phone'] }])
  })

  it('speak the language of who invites', async () => {
    const phone = '+15555550112'
    await ada
      .with({ 'x-appwrite-locale': 'de-at' })
      .post('/v1/teams/crew/memberships', { phone, roles: [], url: 'http://localhost/join' })
    assert.match(await textTo(phone), /^Ada lädt Sie in das Team Crew bei Acme ein: http/)
  })

  it('are sent anew with another secret, and void once the number is another', async () => {
    const phone = '+15555550113'
    const first = await invite({ phone })
    const old = linkIn(await textTo(phone))
    assert.equal((await invite({ userId: first.body.userId })).body.$id, first.body.$id)
    const fresh = linkIn(await textTo(phone))
    assert.partialDeepStrictEqual(await accept(old, project.aGuest()), invalid)
    await project.server.patch(`/v1/users/${first.body.userId}/phone`, { number: '+15555550114' })
    assert.partialDeepStrictEqual(await accept(fresh, project.aGuest()), invalid)
  })

  it('take the address of mail where there is one beside a number that is proved', async () => {
    const phone = '+15555550115'
    const user = await project.aUser({ phone })
    await project.server.patch(`/v1/users/${user.id}/verification/phone`, { phoneVerification: true })
    assert.equal((await invite({ phone })).status, 201)
    await server.mailbox.take(user.email)
    assert.equal(catcher.calls.length, 0)
  })

  it('go to the number that was named while its user has not proved it, and to no address beside it', async () => {
    const phone = '+15555550118'
    const claimant = await project.aUser({ phone })
    assert.equal((await invite({ phone })).status, 201)
    const link = linkIn(await textTo(phone))
    assert.ok(!server.mailbox.mails.some(({ to }) => to.includes(claimant.email)))
    assert.partialDeepStrictEqual(await accept(link, claimant), { status: 200, body: { confirm: true } })
    assert.partialDeepStrictEqual(await claimant.get('/v1/account'), {
      body: { phoneVerification: true, emailVerification: false },
    })
  })

  it('send nothing to mock numbers, and need an address or a number', async () => {
    const phone = '+15555550116'
    const numbers = [{ phone, otp: '424242' }]
    await project.owner.patch(`/v1/projects/${project.id}/auth/mock-numbers`, { numbers })
    assert.equal((await invite({ phone })).status, 201)
    const anonymous = await project.aGuest().post('/v1/account/sessions/anonymous')
    assert.partialDeepStrictEqual(await invite({ userId: anonymous.body.userId }), {
      status: 400,
      body: { type: 'user_email_not_found' },
    })
    const next = '+15555550117'
    await invite({ phone: next })
    await textTo(next)
    assert.equal(catcher.calls.length, 0)
  })
})
