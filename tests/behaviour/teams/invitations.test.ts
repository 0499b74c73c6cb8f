import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, expectStatus } from '#support/client.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { aServer, theServer, type TestServer } from '#support/server.ts'
import type { TestUser } from '#support/user.ts'

type Link = { readonly membershipId: string; readonly userId: string; readonly secret: string; readonly teamId: string }

describe('invitations', () => {
  let project: TestProject
  let server: TestServer
  let ada: TestUser
  before(async () => {
    server = await theServer()
    project = await aProject({ name: 'Acme & <Sons>' })
    ada = await project.aUser({ name: 'Ada' })
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
  })

  const url = 'http://localhost/join?k=1'
  const invite = (body: object, by: Client = ada) =>
    by.post('/v1/teams/crew/memberships', { roles: ['dev'], url, ...body })
  const linkFor = async (address: string): Promise<Link> => {
    const { links } = await server.mailbox.take(address)
    const [link] = links.filter(({ pathname }) => pathname === '/join')
    assert.ok(link)
    assert.equal(link.searchParams.get('k'), '1')
    return Object.fromEntries(link.searchParams) as Link // checked by what is done with it
  }
  const accept = ({ teamId, membershipId, userId, secret }: Link, by: Client) =>
    by.patch(`/v1/teams/${teamId}/memberships/${membershipId}/status`, { userId, secret })

  it('come by mail, and sign the invited in', async () => {
    const invited = await invite({ email: 'Guest@Users.test', name: 'Gus' })
    assert.partialDeepStrictEqual(invited, {
      status: 201,
      body: { userEmail: 'guest@users.test', userName: 'Gus', confirm: false, joined: '', roles: ['dev'] },
    })
    assert.equal((await ada.get('/v1/teams/crew')).body.total, 1)
    const link = await linkFor('guest@users.test')
    assert.equal(link.membershipId, invited.body.$id)
    const browser = project.aGuest()
    const accepted = await accept(link, browser)
    assert.partialDeepStrictEqual(accepted, { status: 200, body: { confirm: true, roles: ['dev'] } })
    assert.ok(accepted.headers['set-cookie'])
    const account = await browser.get('/v1/account')
    assert.partialDeepStrictEqual(account, { status: 200, body: { $id: link.userId, emailVerification: true } })
    assert.partialDeepStrictEqual(await browser.get('/v1/teams/crew'), { status: 200, body: { total: 2 } })
    assert.partialDeepStrictEqual(await accept(link, project.aGuest()), {
      status: 409,
      body: { type: 'membership_already_confirmed' },
    })
  })

  it('say who invites whom into what, and escape it', async () => {
    await invite({ email: 'words@users.test', name: '<b>Wanda</b>' })
    const { subject, text } = await server.mailbox.take('words@users.test')
    assert.equal(subject, 'Invitation to Crew at Acme & <Sons>')
    assert.match(text, /Ada/)
    const [plain = '', page = ''] = text.split('<!doctype html>')
    assert.match(plain, /Hello <b>Wanda<\/b>,/)
    assert.match(page, /&lt;b&gt;Wanda&lt;\/b&gt;/)
    assert.doesNotMatch(page, /<b>Wanda/)
    assert.doesNotMatch(text, /\{\{/)
  })

  it('open with the secret, for the one who is meant', async () => {
    const [meant, other] = await Promise.all([project.aUser(), project.aUser()])
    await invite({ userId: meant.id })
    const link = await linkFor(meant.email)
    assert.equal((await meant.get('/v1/teams/crew')).status, 404)
    const wrong = { status: 401, body: { type: 'team_invalid_secret' } }
    assert.partialDeepStrictEqual(await accept({ ...link, secret: 'f'.repeat(256) }, meant), wrong)
    const mismatch = { status: 401, body: { type: 'team_invite_mismatch' } }
    assert.partialDeepStrictEqual(await accept(link, other), mismatch)
    assert.partialDeepStrictEqual(await accept({ ...link, userId: other.id }, project.aGuest()), mismatch)
    const accepted = await accept(link, meant)
    assert.equal(accepted.status, 200)
    assert.equal(accepted.headers['set-cookie'], undefined)
    assert.equal((await meant.get('/v1/teams/crew')).status, 200)
  })

  it('are accepted once, however often at the same time', async () => {
    const meant = await project.aUser()
    await invite({ userId: meant.id })
    const link = await linkFor(meant.email)
    const before = (await ada.get('/v1/teams/crew')).body.total
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(link, meant)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal((await ada.get('/v1/teams/crew')).body.total, before + 1)
  })

  it('sent again replace the secret and keep the roles', async () => {
    const meant = await project.aUser()
    const first = await invite({ userId: meant.id })
    const old = await linkFor(meant.email)
    const second = await invite({ userId: meant.id, roles: ['owner'] })
    assert.partialDeepStrictEqual(second, { status: 201, body: { $id: first.body.$id, roles: ['dev'] } })
    const fresh = await linkFor(meant.email)
    assert.partialDeepStrictEqual(await accept(old, meant), { status: 401, body: { type: 'team_invalid_secret' } })
    assert.equal((await accept(fresh, meant)).status, 200)
    assert.partialDeepStrictEqual(await invite({ userId: meant.id }), {
      status: 409,
      body: { type: 'membership_already_confirmed' },
    })
  })

  it('are void once the invited has another address', async () => {
    const meant = await project.aUser()
    await invite({ userId: meant.id })
    const link = await linkFor(meant.email)
    const change = (email: string) => project.server.patch(`/v1/users/${meant.id}/email`, { email })
    assert.equal((await change('unproven@users.test')).status, 200)
    const refused = { status: 401, body: { type: 'team_invalid_secret' } }
    assert.partialDeepStrictEqual(await accept(link, project.aGuest()), refused)
    assert.partialDeepStrictEqual(await accept(link, meant), refused)
    assert.equal((await meant.get('/v1/account')).body.emailVerification, false)
    await invite({ userId: meant.id })
    assert.equal((await accept(await linkFor('unproven@users.test'), meant)).status, 200)
    assert.equal((await meant.get('/v1/account')).body.emailVerification, true)
  })

  it('tell owners no more of a user than the project lets members read', async () => {
    const own = await aProject()
    const [owner, meant] = await Promise.all([own.aUser(), own.aUser({ name: 'Nan', phone: '+14155552699' })])
    await own.server.patch(`/v1/users/${meant.id}/verification/phone`, { phoneVerification: true })
    await owner.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    const hidden = { userId: meant.id, userName: '', userEmail: '', confirm: false }
    const whole = { userId: meant.id, userName: 'Nan', userEmail: meant.email }
    const byId = await invite({ userId: meant.id }, owner)
    assert.partialDeepStrictEqual(byId, { status: 201, body: hidden })
    assert.partialDeepStrictEqual(await invite({ phone: '+14155552699' }, owner), { status: 201, body: hidden })
    const path = `/v1/teams/crew/memberships/${byId.body.$id}`
    assert.partialDeepStrictEqual(await owner.patch(path, { roles: ['qa'] }), { status: 200, body: hidden })
    assert.partialDeepStrictEqual(await own.server.patch(path, { roles: ['dev'] }), { status: 200, body: whole })
    assert.partialDeepStrictEqual(await invite({ email: meant.email }, owner), { status: 201, body: whole })
    const privacy = { userName: true, userEmail: true, mfa: false }
    expectStatus(await own.owner.patch(`/v1/projects/${own.id}/auth/memberships-privacy`, privacy), 200)
    assert.partialDeepStrictEqual(await invite({ userId: meant.id }, owner), { status: 201, body: whole })
  })

  it('are taken back by removing the membership', async () => {
    const meant = await project.aUser()
    const { body } = await invite({ userId: meant.id })
    const link = await linkFor(meant.email)
    const before = (await ada.get('/v1/teams/crew')).body.total
    assert.equal((await ada.delete(`/v1/teams/crew/memberships/${body.$id}`)).status, 204)
    assert.equal((await ada.get('/v1/teams/crew')).body.total, before)
    assert.partialDeepStrictEqual(await accept(link, meant), { status: 404, body: { type: 'membership_not_found' } })
  })

  it('are for owners to send, to addresses of the project', async () => {
    const member = await project.aUser()
    await project.server.post('/v1/teams/crew/memberships', { userId: member.id, roles: ['dev'] })
    assert.partialDeepStrictEqual(await invite({ email: 'x@users.test' }, member), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
    const outsider = await project.aUser()
    assert.partialDeepStrictEqual(await invite({ email: 'x@users.test' }, outsider), {
      status: 404,
      body: { type: 'team_not_found' },
    })
    for (const body of [
      { email: 'x@users.test', url: '' },
      { email: 'x@users.test', url: 'http://elsewhere.example/' },
      { url },
      { email: 'x@' },
    ]) {
      assert.partialDeepStrictEqual(await invite(body), { status: 400, body: { type: 'general_argument_invalid' } })
    }
    const ofAddress = JSON.stringify({ method: 'equal', attribute: 'email', values: ['x@users.test'] })
    assert.equal((await project.server.get('/v1/users', { queries: [ofAddress] })).body.total, 0)
  })

  it('to a phone need a provider of SMS', async () => {
    const refused = await invite({ phone: '+14155552672' })
    assert.partialDeepStrictEqual(refused, { status: 503, body: { type: 'general_phone_disabled' } })
  })

  it('keep to the limit of users', async () => {
    const small = await aProject()
    const owner = await small.aUser()
    await owner.post('/v1/teams', { teamId: 'full', name: 'Full' })
    await small.owner.patch(`/v1/projects/${small.id}/auth/limit`, { limit: 1 })
    const full = await owner.post('/v1/teams/full/memberships', { email: 'late@users.test', roles: [], url })
    assert.partialDeepStrictEqual(full, { status: 400, body: { type: 'user_count_exceeded' } })
  })
})

describe('invitations into organisations', () => {
  let server: TestServer
  let owner: Client
  before(async () => {
    server = await theServer()
    owner = await aConsoleUser(server)
  })

  /** Joins the organisation with these roles, and is signed in on the console. */
  const join = async (teamId: string, roles: readonly string[], address: string): Promise<Client> => {
    const invitation = { email: address, roles, url: 'http://localhost/console/invite' }
    assert.equal((await owner.post(`/v1/teams/${teamId}/memberships`, invitation)).status, 201)
    const { links } = await server.mailbox.take(address)
    const { membershipId, userId, secret } = Object.fromEntries(links[0]?.searchParams ?? []) as Link // from the mail
    const member = new Client(server.origin, { 'x-appwrite-project': 'console' })
    const path = `/v1/teams/${teamId}/memberships/${membershipId}/status`
    const accepted = await member.patch(path, { userId, secret })
    assert.equal(accepted.status, 200)
    return member
  }

  for (const role of ['developer', 'admin']) {
    it(`give a ${role} the projects, but not the organisation`, async () => {
      const teamId = (await owner.post('/v1/teams', { teamId: 'unique()', name: 'Shared' })).body.$id
      const project = { projectId: 'unique()', name: 'Shared', teamId }
      const projectId = (await owner.post('/v1/projects', project)).body.$id
      const member = await join(teamId, [role], `${role}-${Date.now()}@basalt.test`)
      const path = `/v1/projects/${projectId}`
      assert.equal((await member.get(path)).status, 200)
      assert.equal((await member.get('/v1/projects')).body.total, 1)
      assert.equal((await member.patch(path, { name: 'Renamed' })).body.name, 'Renamed')
      assert.equal((await member.post(`${path}/keys`, { name: 'k', scopes: ['users.read'] })).status, 201)
      assert.equal((await member.post(`${path}/jwts`, { scopes: ['tables.read', 'columns.read'] })).status, 201)
      const admin = member.with({ 'x-appwrite-project': projectId, 'x-appwrite-mode': 'admin' })
      assert.equal((await admin.get('/v1/users')).status, 200)
      assert.equal((await admin.get('/v1/project/variables')).status, 200)
      const more = { email: 'more@basalt.test', roles: [], url: 'http://localhost/x' }
      assert.equal((await member.post(`/v1/teams/${teamId}/memberships`, more)).status, 401)
      assert.equal((await member.delete(`/v1/teams/${teamId}`)).status, 401)
    })
  }

  it('let a second owner take over', async () => {
    const teamId = (await owner.post('/v1/teams', { teamId: 'unique()', name: 'Handed over' })).body.$id
    const second = await join(teamId, ['owner'], `heir-${Date.now()}@basalt.test`)
    const { memberships } = (await owner.get(`/v1/teams/${teamId}/memberships`)).body
    assert.equal((await owner.delete(`/v1/teams/${teamId}/memberships/${memberships[0].$id}`)).status, 204)
    assert.equal((await owner.get(`/v1/teams/${teamId}`)).status, 404)
    assert.partialDeepStrictEqual(await second.delete(`/v1/teams/${teamId}/memberships/${memberships[1].$id}`), {
      status: 400,
      body: { type: 'membership_deletion_prohibited' },
    })
  })
})

describe('invitations without a mail server', () => {
  let server: TestServer
  before(async () => {
    server = await aServer({ BASALT_SMTP_URL: '' })
  })
  after(() => server.close())

  it('are not possible for members, and leave nothing behind', async () => {
    const project = await aProject({ on: server })
    const ada = await project.aUser()
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    const invitation = { email: 'x@users.test', roles: [], url: 'http://localhost/join' }
    const refused = await ada.post('/v1/teams/crew/memberships', invitation)
    assert.partialDeepStrictEqual(refused, { status: 503, body: { type: 'general_smtp_disabled' } })
    assert.equal((await project.server.get('/v1/users')).body.total, 1)
    assert.equal((await project.server.post('/v1/teams/crew/memberships', invitation)).status, 201)
  })
})
