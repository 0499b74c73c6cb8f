import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { endpoints } from '@basalt/api/endpoints'
import { consoleRoleScopes, guestScopes, keyBaseScopes, type Scope, userScopes } from '@basalt/types'
import type { Answer, Client } from '#support/client.ts'
import { plausible } from '#support/plausible.ts'
import { aColleague } from '#support/organisation.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'

type Endpoint = (typeof endpoints)[number]
type Caller = { readonly who: string; readonly client: Client; readonly scopes: readonly Scope[] }

const atOnce = 16
/** The scope lets clients in, as the contract has it; what is behind is for keys and administrators alone. */
const narrower = new Set([
  'tablesDB.listRowLogs',
  'databases.listDocumentLogs',
  'storage.getUsage',
  'storage.getBucketUsage',
  'project.getUsage',
  'project.getTraffic',
  'project.getVariable',
  'project.listVariables',
  'proxy.listRules',
  'proxy.getRule',
  'users.listTargets',
  'users.getTarget',
])
/** Declared for keys or administrators alone, and yet for clients too, as the contract has it. */
const forEverybody = new Set([
  'account.delete',
  'functions.listRuntimes',
  'functions.listTemplates',
  'functions.getTemplate',
])
/** Asks a time server, which may not be there. */
const fromOutside = 'health.getTime'
/** Paths with ids of nothing: who is let in finds nothing, who is not must not even learn that. */
const ask = (client: Client, { method, path }: Endpoint): Promise<Answer> =>
  client.send(method, path.replaceAll(/:(\w+)/g, 'nothing'), {})

/** Every operation by every kind of caller, from the declarations: nobody gets in who should not. */
describe('authorisation', () => {
  let project: TestProject
  let other: TestProject
  let callers: readonly Caller[]
  before(async () => {
    ;[project, other] = await Promise.all([aProject(), aProject()])
    const member = await project.aUser()
    await project.server.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    await project.server.post('/v1/teams/crew/memberships', { userId: member.id, roles: ['owner'] })
    const [user, bare, forUsers] = await Promise.all([project.aUser(), project.aKey([]), project.aKey(['users.read'])])
    const [developer, admin] = await Promise.all([aColleague(project, 'developer'), aColleague(project, 'admin')])
    callers = [
      { who: 'a guest', client: project.aGuest(), scopes: guestScopes },
      { who: 'a user', client: user, scopes: userScopes },
      { who: 'an owner of a team', client: member, scopes: userScopes },
      { who: 'a key without scopes', client: bare, scopes: keyBaseScopes },
      { who: 'a key for users', client: forUsers, scopes: [...keyBaseScopes, 'users.read'] },
      { who: 'an organisation’s owner', client: project.console, scopes: consoleRoleScopes['owner'] ?? [] },
      { who: 'an organisation’s developer', client: developer, scopes: consoleRoleScopes['developer'] ?? [] },
      { who: 'an organisation’s admin', client: admin, scopes: consoleRoleScopes['admin'] ?? [] },
    ]
  })

  const everyEndpoint = async (check: (endpoint: Endpoint) => Promise<void>): Promise<void> => {
    const left = endpoints.values()
    const lane = async (): Promise<void> => {
      for (const endpoint of left) await check(endpoint)
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
  }

  it('refuses every operation to whoever lacks its scope', async () => {
    const faults: string[] = []
    let refused = 0
    for (const { who, client, scopes } of callers) {
      const held = new Set(scopes)
      await everyEndpoint(async (endpoint) => {
        if (endpoint.scopes.some((scope) => held.has(scope))) return
        refused++
        const { status, body } = await ask(client, endpoint)
        // What people open in a browser answers with a page.
        if (status === 401 && (endpoint.errorFormat === 'html' || body.type === 'general_unauthorized_scope')) return
        faults.push(`${who} at ${endpoint.id}: ${status} ${body?.type}`)
      })
    }
    assert.deepEqual(faults, [])
    assert.ok(refused > 1000, `${refused} refusals`)
  })

  it('lets in to read whoever has the scope', async () => {
    const faults: string[] = []
    for (const { who, client, scopes } of callers) {
      const held = new Set(scopes)
      await everyEndpoint(async (endpoint) => {
        if (endpoint.method !== 'GET' || endpoint.id === fromOutside) return
        if (!endpoint.scopes.some((scope) => held.has(scope)) || narrower.has(endpoint.id)) return
        const { status, body } = await ask(client, endpoint)
        if (status >= 500 && status !== 501 && status !== 503) faults.push(`${who} at ${endpoint.id}: ${status}`)
        if (body?.type === 'general_unauthorized_scope') faults.push(`${who} at ${endpoint.id}: refused`)
      })
    }
    assert.deepEqual(faults, [])
  })

  it('refuses guests and users of an app what is declared for servers and administrators', async () => {
    const clients = callers.filter(({ who }) => /guest|user$|team$/.test(who))
    assert.equal(clients.length, 3)
    const faults: string[] = []
    await everyEndpoint(async (endpoint) => {
      const isForThem = endpoint.auth.length === 0 || endpoint.auth.some((way) => way === 'session' || way === 'jwt')
      if (isForThem || forEverybody.has(endpoint.id)) return
      for (const { who, client } of clients) {
        const given = plausible(endpoint, {})
        const path = endpoint.path.replaceAll(/:\w+/g, 'nothing')
        const { status } = await client.send(
          endpoint.method,
          path,
          endpoint.method === 'GET' ? { query: given } : { body: given },
        )
        // What is not there is not there for them either: `security/foreign-records` asks for what is.
        if (status !== 401 && status !== 404) faults.push(`${who} at ${endpoint.id}: ${status}`)
      }
    })
    assert.deepEqual(faults, [])
  })

  it('keeps projects apart: keys, sessions and people of one are nobody in another', async () => {
    const home = { 'x-appwrite-project': project.id }
    const stranger = (await aConsoleUser(await theServer())).with({ ...home, 'x-appwrite-mode': 'admin' })
    const faults: string[] = []
    await everyEndpoint(async (endpoint) => {
      for (const [who, client] of [
        ['a key of another project', other.server.with(home)],
        ['a person of another organisation', stranger],
      ] as const) {
        const { status } = await ask(client, endpoint)
        if (status !== 401) faults.push(`${who} at ${endpoint.id}: ${status}`)
      }
    })
    assert.deepEqual(faults, [])
    const session = (await other.aUser()).session
    const asGuest = await project.aGuest().with({ 'x-appwrite-session': session }).get('/v1/account')
    assert.equal(asGuest.body.type, 'general_unauthorized_scope')
  })
})
