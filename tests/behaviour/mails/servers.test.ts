import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Mailbox } from '#support/mail.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import type { TestUser } from '#support/user.ts'

describe("a project's own mail server", () => {
  let project: TestProject
  let server: TestServer
  let own: Mailbox
  let ada: TestUser
  before(async () => {
    server = await aServer({ BASALT_PRIVATE_ADDRESSES: 'allow' })
    own = await Mailbox.open()
    project = await aProject({ on: server })
    ada = await project.aUser({ name: 'Ada' })
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
  })
  after(async () => {
    await own.close()
    await server.close()
  })

  const smtp = (body: object) => project.owner.patch(`/v1/projects/${project.id}/smtp`, body)
  const port = () => Number(new URL(own.url).port)
  const settings = () => ({
    enabled: true,
    senderName: 'Acme',
    senderEmail: 'hello@acme.test',
    replyTo: 'answers@acme.test',
    host: '127.0.0.1',
    port: port(),
  })
  const template = (type: string, locale: string) => `/v1/projects/${project.id}/templates/email/${type}/${locale}`
  const invite = (email: string, headers: Record<string, string> = {}) =>
    ada.post('/v1/teams/crew/memberships', { email, roles: [], url: 'http://localhost/join' }, headers)

  it('is tried before it is taken', async () => {
    const refused = await smtp({ ...settings(), port: 1 })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'project_smtp_config_invalid' } })
    for (const missing of ['senderName', 'senderEmail', 'host']) {
      const { [missing]: _left, ...rest } = settings() as Record<string, unknown>
      assert.partialDeepStrictEqual(await smtp(rest), { status: 400, body: { type: 'general_argument_invalid' } })
    }
    const { body } = await project.owner.get(`/v1/projects/${project.id}`)
    assert.partialDeepStrictEqual(body, { smtpEnabled: false, smtpHost: '' })
  })

  it('is on the public internet, unless the operator says otherwise', async () => {
    const elsewhere = await aProject()
    for (const host of ['127.0.0.1', 'localhost']) {
      const refused = await elsewhere.owner.patch(`/v1/projects/${elsewhere.id}/smtp`, { ...settings(), host })
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'project_smtp_config_invalid' } }, host)
    }
  })

  it('sends the mails of the project, in its name', async () => {
    const taken = await smtp({ ...settings(), username: '', password: '' })
    assert.partialDeepStrictEqual(taken, {
      status: 200,
      body: {
        smtpEnabled: true,
        smtpSenderName: 'Acme',
        smtpSenderEmail: 'hello@acme.test',
        smtpReplyTo: 'answers@acme.test',
        smtpHost: '127.0.0.1',
        smtpPort: port(),
        smtpPassword: '',
        smtpSecure: '',
      },
    })
    await invite('own@users.test')
    const mail = await own.take('own@users.test')
    assert.equal(mail.from, 'hello@acme.test')
    assert.equal(
      server.mailbox.mails.some(({ to }) => to.includes('own@users.test')),
      false,
    )
  })

  it('words them its own way, by locale', async () => {
    const usual = await project.owner.get(template('invitation', 'de'))
    assert.partialDeepStrictEqual(usual, { status: 200, body: { type: 'invitation', locale: 'de', senderName: '' } })
    assert.match(usual.body.message, /\{\{redirect\}\}/)
    const wording = {
      subject: 'Komm ins Team {{team}}',
      message: '<p>Hallo {{user}}, {{b}}{{owner}}{{/b}} lädt ein: <a href="{{redirect}}">hier</a> {{unknown}}</p>',
      senderName: 'Einladungen',
      senderEmail: 'team@acme.test',
    }
    const set = await project.owner.patch(template('invitation', 'de'), wording)
    const expected = { type: 'invitation', locale: 'de', replyTo: '', ...wording }
    assert.deepEqual(set.body, expected)
    assert.deepEqual((await project.owner.get(template('invitation', 'de'))).body, expected)
    await invite('deutsch@users.test', { 'x-appwrite-locale': 'de' })
    const german = await own.take('deutsch@users.test')
    assert.equal(german.subject, 'Komm ins Team Crew')
    assert.equal(german.from, 'team@acme.test')
    assert.match(german.text, /<strong>Ada<\/strong> lädt ein/)
    assert.match(german.text, /\{\{unknown\}\}/)
    await invite('english@users.test')
    assert.match((await own.take('english@users.test')).subject, /^Invitation to Crew/)
    assert.deepEqual((await project.owner.delete(template('invitation', 'de'))).body, expected)
    assert.partialDeepStrictEqual(await project.owner.delete(template('invitation', 'de')), {
      status: 401,
      body: { type: 'project_template_default_deletion' },
    })
    assert.deepEqual((await project.owner.get(template('invitation', 'de'))).body, usual.body)
  })

  it('is forgotten when it is switched off', async () => {
    const off = await smtp({ enabled: false })
    assert.partialDeepStrictEqual(off.body, { smtpEnabled: false, smtpHost: '', smtpSenderEmail: '' })
    await invite('back@users.test')
    assert.notEqual((await server.mailbox.take('back@users.test')).from, 'hello@acme.test')
  })

  it('can be tried with samples', async () => {
    const { enabled: _enabled, ...sender } = settings()
    const test = await project.owner.post(`/v1/projects/${project.id}/smtp/tests`, {
      ...sender,
      emails: ['one@users.test', 'two@users.test'],
    })
    assert.equal(test.status, 204)
    for (const address of ['one@users.test', 'two@users.test']) {
      const mail = await own.take(address)
      assert.match(mail.text, /Acme \(hello@acme\.test\)/)
    }
    const emails = Array.from({ length: 11 }, (_, index) => `u${index}@users.test`)
    assert.equal((await project.owner.post(`/v1/projects/${project.id}/smtp/tests`, { ...sender, emails })).status, 400)
  })

  it('has wordings for known mails and locales, of e-mail alone', async () => {
    for (const path of [template('recovery', 'zz'), template('nope', 'en')]) {
      const refused = await project.owner.get(path)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
    const cased = await project.owner.get(template('magicsession', 'EN'))
    assert.partialDeepStrictEqual(cased, { status: 200, body: { locale: 'en' } })
    const sms = await project.owner.get(`/v1/projects/${project.id}/templates/sms/login/en`)
    assert.partialDeepStrictEqual(sms, { status: 405, body: { type: 'general_not_implemented' } })
  })

  it('survives a receiver that is away for a moment', async () => {
    const late = await Mailbox.open()
    const free = Number(new URL(late.url).port)
    assert.equal((await smtp({ ...settings(), port: free })).status, 200)
    await late.close()
    assert.equal((await invite('patient@users.test')).status, 201)
    const health = await project.server.get('/v1/health/queue/mails')
    assert.equal(health.status, 200)
    assert.ok(health.body.size >= 1)
    await smtp({ enabled: false })
  })
})
