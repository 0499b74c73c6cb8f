import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { openWindow, type Sdks } from './sdks.ts'

/** The person at the console: made by the first generation, signed in again by the next. */
export type Owner = { readonly email: string; readonly password: string }

export type NewProject = { readonly projectId: string; readonly key: string }

const resources = ['databases', 'tables', 'columns', 'indexes', 'rows', 'collections', 'attributes', 'documents']
const scopes = [...resources, 'users', 'teams', 'functions', 'execution'].flatMap((name) => [
  `${name}.read`,
  `${name}.write`,
])

export function newOwner(): Owner {
  return { email: `owner-${randomBytes(4).toString('hex')}@basalt.test`, password: randomBytes(12).toString('hex') }
}

/**
 * Signs the first console user up (or only in), and makes an organisation, a project, a web platform and a key.
 * Calls that the browser SDK has no method for go through its own `client.call`.
 */
export async function openProject(
  { web }: Sdks,
  { endpoint, owner, signUp }: { readonly endpoint: string; readonly owner: Owner; readonly signUp: boolean },
): Promise<NewProject> {
  const closeWindow = openWindow()
  try {
    const client = new web.Client().setEndpoint(endpoint).setProject('console')
    const account = new web.Account(client)
    if (signUp) {
      const made = await account.create({ userId: web.ID.unique(), ...owner, name: 'Owner' })
      assert.equal(made.email, owner.email)
    }
    const session = await account.createEmailPasswordSession(owner)
    assert.equal(session.provider, 'email')
    const me = await account.get()
    assert.equal(me.name, 'Owner')

    const team = await new web.Teams(client).create({ teamId: web.ID.unique(), name: 'Organisation' })
    const call = (method: string, path: string, body: object): Promise<Record<string, unknown>> =>
      client.call(method, new URL(endpoint + path), { 'content-type': 'application/json' }, body)
    const project = await call('post', '/projects', {
      projectId: web.ID.unique(),
      name: 'Quickstart',
      teamId: team.$id,
      region: 'default',
    })
    assert.equal(project['name'], 'Quickstart')
    const projectId = String(project['$id'])
    const platform = { type: 'web', name: 'Web app', hostname: 'localhost' }
    assert.equal((await call('post', `/projects/${projectId}/platforms`, platform))['hostname'], 'localhost')
    const key = await call('post', `/projects/${projectId}/keys`, { name: 'Server', scopes })
    assert.match(String(key['secret']), /^standard_/)
    return { projectId, key: String(key['secret']) }
  } finally {
    closeWindow()
  }
}
