import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'
const known = 'mike@users.test'

/** Addresses that a lenient comparison takes for the known one. */
const lookAlikes: Readonly<Record<string, string>> = {
  'an accent': 'míke@users.test',
  'a combining accent': 'mi\u0301ke@users.test',
  'a dotless i': 'mıke@users.test',
  'a dotted capital I': 'mİke@users.test',
  'the sign of Kelvin': 'mi\u212Ae@users.test',
  'wide letters': 'ｍike@users.test',
  'a Cyrillic letter': 'mіke@users.test',
  'a soft hyphen': 'mi\u00ADke@users.test',
  'no width': 'mi\u200Bke@users.test',
  'a space behind': 'mike@users.test ',
  'a line break behind': 'mike@users.test\n',
  'a null character': 'mike@users.test\0',
  'an accent in the host': 'mike@usérs.test',
  'a dot behind the host': 'mike@users.test.',
}

describe('an address that looks like another', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    const made = await project.aGuest().post('/v1/account', { userId: 'mike', email: known, password })
    assert.equal(made.status, 201)
  })

  for (const [what, email] of Object.entries(lookAlikes)) {
    it(`is somebody else’s or nobody’s, at every door: ${what}`, async () => {
      const guest = project.aGuest()
      const before = project.mailbox.mails.length
      const signIn = await guest.post('/v1/account/sessions/email', { email, password })
      assert.ok(signIn.status === 400 || signIn.status === 401, `sign-in: ${signIn.status}`)
      const recovery = await guest.post('/v1/account/recovery', { email, url: 'http://localhost/r' })
      assert.ok(recovery.status === 400 || recovery.status === 404, `recovery: ${recovery.status}`)
      for (const path of ['email', 'magic-url']) {
        const { status, body } = await guest.post(`/v1/account/tokens/${path}`, {
          userId: 'unique()',
          email,
          url: 'http://localhost/m',
        })
        assert.ok(status === 400 || (status === 201 && body.userId !== 'mike'), `${path}: ${status}`)
      }
      const sent = project.mailbox.mails.slice(before).flatMap(({ to }) => to)
      assert.ok(!sent.includes(known))
    })
  }

  it('is the same one where only the size of letters differs', async () => {
    const signIn = await project.aGuest().post('/v1/account/sessions/email', { email: 'MIKE@Users.Test', password })
    assert.partialDeepStrictEqual(signIn, { status: 201, body: { userId: 'mike' } })
  })
})

describe('an id that looks like another', () => {
  it('is another one: letters of the other size, accents and spaces', async () => {
    const project = await aProject()
    await project.server.post('/v1/users', { userId: 'Mike' })
    for (const id of ['mike', 'MIKE', 'Míke', 'Mike%20', 'Mike%00', 'Mik%']) {
      assert.ok((await project.server.get(`/v1/users/${id}`)).status >= 400, id)
    }
    assert.equal((await project.server.post('/v1/users', { userId: 'mike' })).status, 201)
    assert.equal((await project.server.get('/v1/users')).body.total, 2)
  })
})
