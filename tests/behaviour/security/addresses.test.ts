import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

/** Addresses that a careless check takes for one at localhost, and a browser or a mail reader does not. */
const lures = [
  'http://evil.example',
  'https://evil.example/localhost',
  'http://localhost.evil.example',
  'http://evil.example?localhost',
  'http://evil.example#localhost',
  'http://localhost@evil.example',
  'http://localhost:80@evil.example',
  'http://evil.example\\@localhost',
  'http:\\\\evil.example',
  '//evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  'http:///evil.example',
  'http:evil.example',
  'http://localhost%2eevil.example',
  'http://localhost。evil.example',
  'http://localhost\u3002evil.example',
  'http://loc\u00ADalhost.evil.example',
  'http://localhost\t.evil.example',
  'http://local\nhost.evil.example',
  ' http://evil.example',
  'javascript:alert(1)//localhost',
  'javascript://localhost/%0aalert(1)',
  'data:text/html,localhost',
  'vbscript:localhost',
  'file://localhost/etc/passwd',
  'ftp://localhost/',
  'http://[::ffff:203.0.113.9]/',
]

describe('addresses that mails and providers lead to', () => {
  let project: TestProject
  let user: TestUser
  before(async () => {
    project = await aProject()
    user = await project.aUser({ email: 'lured@users.test' })
    await user.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    const provider = { provider: 'github', appId: 'app', secret: 'secret', enabled: true }
    assert.equal((await project.owner.patch(`/v1/projects/${project.id}/oauth2`, provider)).status, 200)
  })

  const email = 'lured@users.test'
  /** Every operation that sends somebody to an address of the caller's choice. */
  const doors: Readonly<Record<string, (client: Client, url: string) => Promise<{ status: number; body: unknown }>>> = {
    'a magic link': (guest, url) => guest.post('/v1/account/tokens/magic-url', { userId: 'unique()', email, url }),
    'a recovery': (guest, url) => guest.post('/v1/account/recovery', { email, url }),
    'a verification': (_, url) => user.post('/v1/account/verifications/email', { url }),
    'an invitation': (_, url) => user.post('/v1/teams/crew/memberships', { email: 'new@users.test', roles: [], url }),
    'the success of a provider': (guest, success) => guest.get('/v1/account/sessions/oauth2/github', { success }),
    'the failure of a provider': (guest, failure) => guest.get('/v1/account/tokens/oauth2/github', { failure }),
  }

  for (const [door, ask] of Object.entries(doors)) {
    it(`are the project’s own: ${door}`, async () => {
      for (const url of lures) {
        const { status } = await ask(project.aGuest(), url)
        assert.equal(status, 400, JSON.stringify(url))
      }
      const good = await ask(project.aGuest(), 'http://localhost/welcome')
      assert.ok(good.status < 400, JSON.stringify(good.body))
    })
  }
})

describe('a host that the client only claims to ask', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const poisoned = [
    { host: 'evil.example' },
    { host: 'evil.example:443' },
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-host': 'localhost, evil.example' },
    { 'x-forwarded-server': 'evil.example', 'x-host': 'evil.example', 'x-original-host': 'evil.example' },
    { forwarded: 'host=evil.example' },
  ]

  it('is in no mail', async () => {
    for (const [index, headers] of poisoned.entries()) {
      const email = `poisoned-${index}@users.test`
      const made = await project.aGuest().post('/v1/account/tokens/magic-url', { userId: 'unique()', email }, headers)
      assert.equal(made.status, 201)
      const { text } = await project.mailbox.take(email)
      assert.doesNotMatch(text, /evil/, JSON.stringify(headers))
    }
  })

  it('is no address to lead to', async () => {
    for (const headers of poisoned) {
      const guest = project.aGuest().with(headers)
      const body = { email: 'x@users.test', url: 'http://evil.example/r' }
      assert.equal((await guest.post('/v1/account/recovery', body)).status, 400, JSON.stringify(headers))
    }
  })
})
