import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { endpoints } from '@basalt/api/endpoints'
import { type Answer, Client, expectStatus } from '#support/client.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import type { TestUser } from '#support/user.ts'
import { belongings, type Ids } from './belongings.ts'
import { plausible } from '#support/plausible.ts'

type Endpoint = (typeof endpoints)[number]
type Caller = { readonly who: string; readonly client: Client }

const refused = new Set([401, 403, 404])
/** Not asked here, and why. */
const apart: Readonly<Record<string, string>> = {
  '_get.v1.account.sessions.oauth2.callback.provider.projectId': 'a page that leads on, for everybody',
  '_post.v1.account.sessions.oauth2.callback.provider.projectId': 'a page that leads on, for everybody',
  'storage.createFile': 'a form with a file, which the tests of storage send',
  'functions.createDeployment': 'a form with a file, which the tests of functions send',
}

/** Every operation on a record of somebody else, with parameters that are right. */
describe('what belongs to somebody', () => {
  let project: TestProject
  let owner: TestUser
  let ids: Ids
  let callers: readonly Caller[]

  before(async () => {
    project = await aProject()
    owner = await project.aUser({ emailVerified: true })
    ids = await belongings(project, owner)
    const [user, member] = await Promise.all([project.aUser(), project.aUser()])
    const membership = { userId: member.id, roles: ['reader'] }
    expectStatus(await project.server.post(`/v1/teams/${ids['teamId']}/memberships`, membership), 201)
    const home = { 'x-appwrite-project': project.id }
    const elsewhere = await aProject()
    const stranger = await aConsoleUser(await theServer())
    callers = [
      { who: 'a guest', client: project.aGuest() },
      { who: 'another user', client: user },
      { who: 'a fellow member who owns nothing', client: member },
      { who: 'a key without scopes', client: await project.aKey([]) },
      { who: 'a key of another project', client: elsewhere.server.with(home) },
      { who: 'somebody of another organisation', client: stranger.with({ ...home, 'x-appwrite-mode': 'admin' }) },
      { who: 'somebody of another organisation on the console', client: stranger },
    ]
  })

  const names = ({ path }: Endpoint): readonly string[] =>
    path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []))
  const isAbout = (endpoint: Endpoint): boolean => names(endpoint).some((name) => ids[name] !== undefined)

  const ask = (client: Client, endpoint: Endpoint): Promise<Answer> => {
    const given = plausible(endpoint, ids)
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => String(given[name]))
    const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !names(endpoint).includes(name)))
    return client.send(endpoint.method, path, endpoint.method === 'GET' ? { query: rest } : { body: rest })
  }

  /** Everything that can be read of it, as the project and its owner see it. */
  const state = async (): Promise<unknown> => {
    const answers: Record<string, unknown> = {}
    for (const endpoint of endpoints) {
      if (endpoint.method !== 'GET' || !isAbout(endpoint) || /\/logs$|\/usage$|\/executions/.test(endpoint.path))
        continue
      const readers = [project.server, project.owner, owner]
      for (const [index, reader] of readers.entries()) {
        const { status, body } = await ask(reader, endpoint)
        if (status === 200) answers[`${endpoint.id} ${index}`] = settled(body)
      }
    }
    return answers
  }

  it('is refused to everybody else by every operation, and stays as it is', async () => {
    const before = await state()
    assert.ok(Object.keys(before as object).length > 60, 'little of it can be read')
    const faults: string[] = []
    let calls = 0
    for (const endpoint of endpoints) {
      if (!isAbout(endpoint) || apart[endpoint.id] !== undefined) continue
      for (const { who, client } of callers) {
        if (isAllowed(who, endpoint)) continue
        calls++
        // A client of its own: cookies that an answer sets must not sign the caller in.
        const { status, body } = await ask(new Client(client.endpoint, client.headers, client.cookies), endpoint)
        const isEmptyList = endpoint.method === 'GET' && status === 200 && body?.total === 0
        if (!refused.has(status) && !isEmptyList)
          faults.push(`${who} at ${endpoint.id}: ${status} ${body?.message ?? ''}`)
      }
    }
    assert.deepEqual(faults, [])
    assert.ok(calls > 1000, `${calls} calls`)
    assert.deepEqual(await state(), before)
  })
})

/** Members see their team. */
function isAllowed(who: string, { id, method }: Endpoint): boolean {
  return who.startsWith('a fellow member') && id.startsWith('teams.') && method === 'GET'
}

/** Without what moves by itself. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value !== 'object' || value === null) return value
  const moving = new Set(['accessedAt', '$updatedAt', 'expire', 'secret', 'sdks', 'pingedAt', 'pingCount'])
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) => (moving.has(name) ? [] : [[name, settled(entry)]])),
  )
}
