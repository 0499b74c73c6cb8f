import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'

describe('who has an account', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    const users = [
      { userId: 'known', email: 'known@users.test', password },
      { userId: 'bare', email: 'bare@users.test' },
      { userId: 'blocked', email: 'blocked@users.test', password },
    ]
    for (const user of users) await project.server.post('/v1/users', user)
    await project.server.patch('/v1/users/blocked/status', { status: false })
  })

  /** What an answer shows, without what differs between any two. */
  const shown = ({ status, body, headers }: Answer): unknown => ({
    status,
    body,
    names: Object.keys(headers).toSorted(),
    length: headers['content-length'],
  })
  const signIn = (email: string) =>
    project.aGuest().post('/v1/account/sessions/email', { email, password: 'not the password' })

  it('is not told by signing in', async () => {
    const wanted = shown(await signIn('known@users.test'))
    for (const email of ['nobody@users.test', 'bare@users.test', 'blocked@users.test']) {
      assert.deepEqual(shown(await signIn(email)), wanted, email)
    }
  })

  it('is not told by the work that signing in takes', async () => {
    /** CPU seconds of this process, which is the server too: less than any clock, it depends on others. */
    const work = async (email: string): Promise<number> => {
      const runs: number[] = []
      for (let run = 0; run < 3; run++) {
        const before = process.cpuUsage()
        await signIn(email)
        const { user, system } = process.cpuUsage(before)
        runs.push(user + system)
      }
      return Math.min(...runs)
    }
    const known = await work('known@users.test')
    for (const email of ['nobody@users.test', 'bare@users.test', 'blocked@users.test']) {
      assert.ok((await work(email)) > known / 3, `${email} is refused without the work of a hash`)
    }
  })

  it('is not told by asking for a code or a link', async () => {
    for (const path of ['email', 'magic-url']) {
      const ask = async (email: string) => {
        const body = { userId: 'unique()', email, url: 'http://localhost/m' }
        const { status, body: token } = await project.aGuest().post(`/v1/account/tokens/${path}`, body)
        return { status, names: Object.keys(token), secret: token.secret, phrase: token.phrase }
      }
      assert.deepEqual(await ask(`new-${path}@users.test`), await ask('known@users.test'))
    }
  })

  it('is not told by a wrong secret, nor which challenge exists', async () => {
    const exchange = async (userId: string) =>
      shown(await project.aGuest().post('/v1/account/sessions/token', { userId, secret: 'abcdef' }))
    assert.deepEqual(await exchange('nobody'), await exchange('known'))
    const user = await project.aUser({ emailVerified: true })
    const { $id } = (await user.post('/v1/account/mfa/challenges', { factor: 'email' })).body
    const answer = async (challengeId: string) =>
      shown(await user.put('/v1/account/mfa/challenges', { challengeId, otp: 'x' }))
    assert.deepEqual(await answer('nothing'), await answer($id))
  })

  it('is not told to fellow users: teams, memberships and users of others are not there', async () => {
    const [owner, stranger] = await Promise.all([project.aUser(), project.aUser()])
    await owner.post('/v1/teams', { teamId: 'hidden', name: 'Hidden' })
    for (const path of ['/v1/teams/:id', '/v1/teams/:id/memberships', '/v1/teams/:id/prefs']) {
      const ask = async (id: string) => shown(await stranger.get(path.replace(':id', id)))
      assert.deepEqual(await ask('hidden'), await ask('no-such-team'), path)
    }
  })
})
