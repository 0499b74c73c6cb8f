import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aReceiver, type Receiver } from '#support/receiver.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { aSocket } from '#support/socket.ts'
import { aDatabase, addTable, type TestTable } from '../rows/a-table.ts'
import { aHook } from './a-hook.ts'

describe('webhooks of related rows', () => {
  let server: TestServer
  let receiver: Receiver
  let project: TestProject
  let books: TestTable
  before(async () => {
    server = await aServer({ BASALT_PRIVATE_ADDRESSES: 'allow' })
    receiver = await aReceiver()
    project = await aProject({ on: server })
    const tables = await aDatabase(project)
    const text = [{ kind: 'string', key: 'name', size: 40 }]
    books = await addTable(project.server, tables, text, { permissions: ['read("any")'] })
    const authors = await addTable(project.server, tables, text)
    const relation = { relatedTableId: authors.id, type: 'manyToOne', key: 'author', onDelete: 'setNull' }
    expectStatus(await project.server.post(`${books.path}/columns/relationship`, relation), 202)
    await aHook(server, project, receiver.url, { name: 'Hook', events: ['databases.*.tables.*.rows.*'] })
  })
  after(async () => {
    await receiver.close()
    await server.close()
  })

  it('carry what the answer does, deletions what the row was related to, and sockets the row alone', async () => {
    const socket = await aSocket({ origin: server.origin, projectId: project.id, channels: ['rows'] })
    const data = { name: 'Book', author: { $id: 'ada', name: 'Ada' } }
    const made = expectStatus(await project.server.post(books.rows, { rowId: 'b', data }), 201)
    const changed = expectStatus(await project.server.patch(`${books.rows}/b`, { data: { name: 'Novel' } }), 200)
    expectStatus(await project.server.delete(`${books.rows}/b`), 204)
    const calls = await receiver.received(4)
    const told = calls.filter(({ body }) => body.$id === 'b').map(({ body }) => body)
    assert.equal(told.length, 3)
    assert.equal(made.body.author.name, 'Ada')
    for (const [index, answer] of [made.body, changed.body, changed.body].entries()) {
      assert.partialDeepStrictEqual(told[index], answer)
      assert.equal(told[index]?.author.$collectionId, told[index]?.author.$tableId)
    }
    const of = (action: string) => socket.event(`databases.*.tables.*.rows.b.${action}`)
    for (const action of ['create', 'update', 'delete']) assert.equal((await of(action)).data.payload.author, 'ada')
    await socket.close()
  })
})
