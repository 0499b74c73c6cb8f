import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'

describe('an administrator at a socket of the project', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const cookie = (): string =>
    `a_session_console=${decodeURIComponent(project.owner.cookies.get('a_session_console') ?? '')}`
  const oversee = (): Promise<Socket> =>
    aSocket({
      origin: project.origin,
      projectId: project.id,
      channels: ['rows', 'account', 'teams', 'files'],
      query: { mode: 'admin' },
      headers: { cookie: cookie() },
    })

  it('hears what nobody else may read, and clients still do not', async () => {
    const { server } = project
    const ada = await project.aUser()
    await server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' })
    const table = { tableId: 'secret', name: 'Secret', permissions: [], rowSecurity: true }
    expectStatus(await server.post('/v1/tablesdb/main/tables', table), 201)
    const column = { key: 'title', size: 10, required: false }
    expectStatus(await server.post('/v1/tablesdb/main/tables/secret/columns/string', column), 202)
    const [admin, user, guest] = await Promise.all([
      oversee(),
      aSocket({ origin: project.origin, projectId: project.id, channels: ['rows'], session: ada.session }),
      aSocket({ origin: project.origin, projectId: project.id, channels: ['rows'] }),
    ])
    const row = { rowId: 'one', data: { title: 'x' } }
    expectStatus(await server.post('/v1/tablesdb/main/tables/secret/rows', row), 201)
    const { data } = await admin.event('databases.main.tables.secret.rows.one.create')
    assert.equal(data.payload.$id, 'one')
    await Promise.all([user.settle(), guest.settle()])
    assert.deepEqual([user.heard, guest.heard], [[], []])
    await Promise.all([admin.close(), user.close(), guest.close()])
  })

  it('acts as a user with a JWT, until that ends', async () => {
    const ada = await project.aUser()
    const { jwt } = expectStatus(await project.server.post(`/v1/users/${ada.id}/jwts`, {}), 201).body
    const socket = await aSocket({ origin: project.origin, projectId: project.id })
    socket.send({ type: 'authentication', data: { jwt } })
    const answer = await socket.frame(({ type }) => type === 'response')
    assert.equal(answer.data.user.$id, ada.id)
    socket.send({ type: 'subscribe', data: [{ subscriptionId: 'own', channels: ['account'], queries: [] }] })
    await socket.frame(({ type, data }) => type === 'response' && data.to === 'subscribe')
    await ada.patch('/v1/account/prefs', { prefs: { theme: 'dark' } })
    await socket.event(`users.${ada.id}.update.prefs`)
    socket.send({ type: 'authentication', data: { jwt: `${jwt.slice(0, -3)}abc` } })
    const refused = await socket.frame(({ type }) => type === 'error')
    assert.notEqual(refused.data.code, 500)
    await socket.close()
  })
})
