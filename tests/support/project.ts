import { randomBytes } from 'node:crypto'
import { keyScopes } from '@basalt/types'
import { type Answer, Client, expectStatus } from './client.ts'
import { theServer, type TestServer } from './server.ts'
import { type TestUser, type UserOptions, aUserOf } from './user.ts'

/** Where projects are made: a server of the tests, or one that runs elsewhere. */
export type Place = Pick<TestServer, 'origin' | 'endpoint' | 'mailbox'>

export type ProjectOptions = {
  readonly name?: string
  /** Scopes of `server`'s key; all that keys can have when left out. */
  readonly scopes?: readonly string[]
  readonly keyName?: string
  /** Another server than the shared one. */
  readonly on?: Place
}

/** A project of its own for one test file: what other files do is not seen in it. */
export type TestProject = {
  readonly id: string
  /** Origin of the server; paths start with `/v1`. */
  readonly origin: string
  /** What SDKs are given: the origin with `/v1`. */
  readonly endpoint: string
  /** Organisation that owns the project. */
  readonly teamId: string
  /** The secret of `server`'s key. */
  readonly key: string
  /** A server: calls with an API key of all scopes. */
  readonly server: Client
  /** The project's owner in the console, in admin mode. */
  readonly console: Client
  /** The same person on the console itself (project `console`). */
  readonly owner: Client
  /** Every mail that the server sends; `mailbox.take(address)` waits for one. */
  readonly mailbox: TestServer['mailbox']
  /** A signed-in user of the app. */
  aUser(options?: UserOptions): Promise<TestUser>
  aGuest(): Client
  /** A server with a key of these scopes alone. */
  aKey(scopes: readonly string[]): Promise<Client>
  drop(): Promise<void>
}

/** Makes an organisation, a project in it and a key. Everything is dropped when the run ends. */
export async function aProject(options: ProjectOptions = {}): Promise<TestProject> {
  const running = options.on ?? (await theServer())
  const { origin, endpoint } = running
  const owner = await consoleOwner(running)
  const team = made(await owner.post('/v1/teams', { teamId: 'unique()', name: 'Test organisation' }))
  const project = made(
    await owner.post('/v1/projects', {
      projectId: 'unique()',
      name: options.name ?? 'Test project',
      teamId: team.body.$id,
      region: 'default',
    }),
  )
  const id: string = project.body.$id
  const newKey = async (scopes: readonly string[], name = 'Test key'): Promise<string> =>
    made(await owner.post(`/v1/projects/${id}/keys`, { name, scopes })).body.secret
  const asKey = (key: string): Client => new Client(origin, { 'x-appwrite-project': id, 'x-appwrite-key': key })
  const key = await newKey(options.scopes ?? keyScopes, options.keyName)
  const server = asKey(key)
  return {
    id,
    origin,
    endpoint,
    teamId: team.body.$id,
    key,
    server,
    console: owner.with({ 'x-appwrite-project': id, 'x-appwrite-mode': 'admin' }),
    owner,
    mailbox: running.mailbox,
    aUser: (userOptions = {}) => aUserOf({ id, origin, server }, userOptions),
    aGuest: () => new Client(origin, { 'x-appwrite-project': id }),
    aKey: async (scopes) => asKey(await newKey(scopes)),
    async drop() {
      expectStatus(await owner.delete(`/v1/projects/${id}`), 204)
    },
  }
}

const owners = new WeakMap<Place, Promise<Client>>()

/** The person who owns the organisations of a server's tests, signed in on the console. */
function consoleOwner(server: Place): Promise<Client> {
  const known = owners.get(server)
  if (known) return known
  const signingUp = aConsoleUser(server)
  owners.set(server, signingUp)
  return signingUp
}

/** Signs up and signs in on the console. */
export async function aConsoleUser(
  { origin }: Place,
  { email = `owner-${randomBytes(4).toString('hex')}@basalt.test` }: { readonly email?: string } = {},
): Promise<Client> {
  const client = new Client(origin, { 'x-appwrite-project': 'console' })
  const password = randomBytes(12).toString('hex')
  made(await client.post('/v1/account', { userId: 'unique()', email, password, name: 'Test owner' }))
  made(await client.post('/v1/account/sessions/email', { email, password }))
  return client
}

function made(answer: Answer): Answer {
  return expectStatus(answer, 201)
}
