import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as sdk from 'appwrite'
import * as latest from 'appwrite-latest'
import { type Body, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { inNode, type Place } from '#support/sdk-listener.ts'
import { until } from '#support/until.ts'
import type { TestUser } from '#support/user.ts'
import { aDatabase, addTable } from '../rows/a-table.ts'

describe('the official SDK', () => {
  let project: TestProject
  let ada: TestUser
  let browser: Place

  before(async () => {
    project = await aProject()
    ada = await project.aUser()
    browser = inNode()
  })
  after(() => browser[Symbol.asyncDispose]())

  it('hears events by client.subscribe', async () => {
    const client = new sdk.Client().setEndpoint(project.endpoint).setProject(project.id).setSession(ada.session)
    const heard: Body[] = []
    const unsubscribe = client.subscribe('account', (event) => heard.push(event))
    try {
      await untilHeard(ada, heard)
      assert.ok(heard[0].events.includes(`users.${ada.id}.update`))
      assert.equal(heard[0].payload.$id, ada.id)
    } finally {
      unsubscribe()
    }
  })

  it('hears events by its realtime service, for several subscriptions', async () => {
    const client = new sdk.Client().setEndpoint(project.endpoint).setProject(project.id).setSession(ada.session)
    const realtime = new sdk.Realtime(client)
    const heard: Body[] = []
    const teams: Body[] = []
    const account = await realtime.subscribe('account', (event) => heard.push(event))
    const other = await realtime.subscribe(['teams', 'memberships'], (event) => teams.push(event))
    await untilHeard(ada, heard)
    assert.deepEqual(teams, [])
    await account.close()
    await other.close()
  })

  it('of the newest version subscribes by message', async () => {
    const client = new latest.Client().setEndpoint(project.endpoint).setProject(project.id).setSession(ada.session)
    const realtime = new latest.Realtime(client)
    const heard: Body[] = []
    const filtered: Body[] = []
    const queries = [latest.Query.equal('name', 'never')]
    const account = await realtime.subscribe(latest.Channel.account(), (event) => heard.push(event))
    const never = await realtime.subscribe('account', (event) => filtered.push(event), queries)
    await untilHeard(ada, heard)
    assert.deepEqual(filtered, [])
    await account.unsubscribe()
    await never.unsubscribe()
    await realtime.disconnect()
  })

  it('hears rows, teams and memberships, in the versions of 1.8 and in the newest', async () => {
    const tables = await aDatabase(project)
    const databaseId = tables.split('/')[3] ?? ''
    const permissions = ['read("users")', 'create("users")']
    const table = await addTable(project.server, tables, [{ kind: 'string', key: 'title', size: 16 }], { permissions })
    const connect = <C extends sdk.Client | latest.Client>(client: C): C => {
      client.setEndpoint(project.endpoint).setProject(project.id).setSession(ada.session)
      return client
    }
    const old = new sdk.Realtime(connect(new sdk.Client()))
    const recent = new latest.Realtime(connect(new latest.Client()))
    const heard = { old: new Set<string>(), recent: new Set<string>() }
    const note = (into: Set<string>) => (event: { readonly events: readonly string[] }) =>
      into.add(event.events[0] ?? '')
    const rows = `databases.${databaseId}.tables.${table.id}.rows`
    const subscription = await old.subscribe([rows, 'teams', 'memberships'], note(heard.old))
    await recent.subscribe(
      [latest.Channel.tablesdb(databaseId).table(table.id).row(), latest.Channel.teams(), latest.Channel.memberships()],
      note(heard.recent),
    )
    const tablesDB = new sdk.TablesDB(connect(new sdk.Client()))
    const teams = new sdk.Teams(connect(new sdk.Client()))
    let row = 0
    await until(
      async () => {
        await tablesDB.createRow(databaseId, table.id, `row-${++row}`, { title: 'One' })
        return heard.old.size > 0 && heard.recent.size > 0
      },
      { deadline: 8000, what: 'a row through both SDKs' },
    )
    const team = await teams.create('unique()', 'Crew')
    const member = await project.aUser()
    const membership = expectStatus(
      await project.server.post(`/v1/teams/${team.$id}/memberships`, { userId: member.id, roles: ['editor'] }),
      201,
    ).body
    for (const names of [heard.old, heard.recent]) {
      await until(() => names.has(`teams.${team.$id}.create`))
      await until(() => names.has(`teams.${team.$id}.memberships.${membership.$id}.create`))
      assert.ok([...names].some((name) => name.includes(`.collections.${table.id}.documents.row-`)))
    }
    await subscription.close()
    await recent.disconnect()
  })

  it('is told by the close code not to come back to a project that does not exist', async () => {
    const client = new sdk.Client().setEndpoint(project.endpoint).setProject('nowhere')
    const realtime = new sdk.Realtime(client)
    const errors: Body[] = []
    let opened = 0
    let closed = 0
    realtime.onError((_error, code) => errors.push(code))
    realtime.onOpen(() => opened++)
    realtime.onClose(() => closed++)
    const subscription = await realtime.subscribe('files', () => undefined)
    await until(() => closed === 1)
    // It would try again after a second.
    await new Promise((resolve) => setTimeout(resolve, 1300))
    assert.deepEqual([opened, closed, errors], [1, 1, [1008]])
    await subscription.close()
  })
})

/** Renames the user until the first event comes: the SDKs sign in by message after they have connected. */
async function untilHeard(user: TestUser, heard: readonly Body[]): Promise<void> {
  let names = 0
  await until(
    async () => {
      await user.patch('/v1/account/name', { name: `Name ${++names}` })
      return heard.length > 0
    },
    { deadline: 8000, what: 'an event through the SDK' },
  )
}
