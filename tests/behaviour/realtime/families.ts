import { archiveOf } from '#support/archive.ts'
import { type Answer, expectStatus } from '#support/client.ts'
import { builtDeployment, uploadCode } from '#support/functions.ts'
import type { TestProject } from '#support/project.ts'
import { upload } from '#support/upload.ts'
import type { TestUser } from '#support/user.ts'
import { Channel } from 'appwrite-latest'

/** What the changes are made in: everything that has to be there before somebody can listen to it. */
export type Scene = {
  readonly project: TestProject
  readonly ada: TestUser
  readonly membershipId: string
  readonly executionId: string
}

export type Family = {
  readonly name: string
  /** The most specific name of the event that `change` makes. */
  event(scene: Scene): string
  /** All channels that it is heard on, in the words of 1.8. */
  channels(scene: Scene): readonly string[]
  /** Further names that the newest SDK has for them. */
  newest?(scene: Scene): readonly { toString(): string }[]
  change(scene: Scene): Promise<Answer>
}

const rows = 'databases.main.tables.notes.rows'
const documents = 'databases.main.collections.notes.documents'
const rowChannels = (id: string) => (): readonly string[] => {
  const names = [rows, documents].flatMap((channel) => [channel, `${channel}.${id}`])
  return ['rows', 'documents', ...names]
}
const legacyRows = '/v1/databases/main/collections/notes/documents'
const files = 'buckets.pictures.files'
const table = Channel.tablesdb('main').table('notes')
const collection = Channel.database('main').collection('notes')
const newestRowNames = (id: string) => () => {
  const plain = [table.row(), table.row(id)]
  const actions = [table.row(), table.row(id), collection.document(), collection.document(id)].map((one) =>
    one.create(),
  )
  return [...plain, ...actions]
}
const noteData = { data: { title: 'One' } }

/** What the user of an app hears. */
export const appFamilies: readonly Family[] = [
  {
    name: 'account',
    event: ({ ada }) => `users.${ada.id}.update.name`,
    channels: ({ ada }) => ['account', `account.${ada.id}`],
    change: ({ ada }) => ada.patch('/v1/account/name', { name: 'Ada L.' }),
  },
  {
    name: 'rows',
    event: () => 'databases.main.tables.notes.rows.one.create',
    channels: rowChannels('one'),
    newest: newestRowNames('one'),
    change: ({ ada }) => ada.post('/v1/tablesdb/main/tables/notes/rows', { rowId: 'one', ...noteData }),
  },
  {
    name: 'documents',
    event: () => 'databases.main.collections.notes.documents.two.create',
    channels: rowChannels('two'),
    newest: newestRowNames('two'),
    change: ({ ada }) => ada.post(legacyRows, { documentId: 'two', ...noteData }),
  },
  {
    name: 'files',
    event: () => 'buckets.pictures.files.one.create',
    channels: () => ['files', files, `${files}.one`],
    newest: () => [Channel.bucket('pictures').file().create()],
    change: ({ ada }) => upload(ada, 'pictures', 'one', Buffer.from('a picture')),
  },
  {
    name: 'teams',
    event: () => 'teams.crew.update',
    channels: () => ['teams', 'teams.crew'],
    newest: () => [Channel.team('crew').update()],
    change: ({ ada }) => ada.put('/v1/teams/crew', { name: 'Crew 2' }),
  },
  {
    name: 'memberships',
    event: ({ membershipId }) => `teams.crew.memberships.${membershipId}.update`,
    channels: ({ membershipId }) => ['memberships', `memberships.${membershipId}`],
    newest: ({ membershipId }) => [Channel.membership(membershipId).update()],
    change: ({ ada, membershipId }) => ada.patch(`/v1/teams/crew/memberships/${membershipId}`, { roles: ['editor'] }),
  },
  {
    name: 'executions',
    event: ({ executionId }) => `functions.hello.executions.${executionId}.delete`,
    channels: ({ executionId }) => ['executions', `executions.${executionId}`, 'functions.hello'],
    newest: () => [Channel.function('hello')],
    change: ({ project, executionId }) => project.server.delete(`/v1/functions/hello/executions/${executionId}`),
  },
]

const databases = '/v1/databases/main/collections/notes'
const tables = '/v1/tablesdb/main/tables/notes'
const consoleChannels = ({ project }: Scene): readonly string[] => ['console', `projects.${project.id}`]
const keyColumn = { required: false, size: 8 }

/** What the owners of a project hear in the console. The first of them is made by everybody who calls. */
export const consoleFamilies: readonly Family[] = [
  {
    name: 'pings',
    event: ({ project }) => `projects.${project.id}.ping`,
    channels: consoleChannels,
    change: ({ ada }) => ada.get('/v1/ping'),
  },
  {
    name: 'columns',
    event: () => 'databases.main.tables.notes.columns.*.create',
    channels: consoleChannels,
    change: ({ project }) => project.server.post(`${tables}/columns/string`, { key: 'colour', ...keyColumn }),
  },
  {
    name: 'attributes',
    event: () => 'databases.main.collections.notes.attributes.*.create',
    channels: consoleChannels,
    change: ({ project }) => project.server.post(`${databases}/attributes/string`, { key: 'shade', ...keyColumn }),
  },
  {
    name: 'indexes',
    event: () => 'databases.main.tables.notes.indexes.*.create',
    channels: consoleChannels,
    change: ({ project }) =>
      project.server.post(`${tables}/indexes`, { key: 'by_title', type: 'key', columns: ['title'] }),
  },
  {
    name: 'deployments',
    event: () => 'functions.hello.deployments.*.create',
    channels: consoleChannels,
    change: async ({ project }) => uploadCode(project.server, 'hello', await archiveOf(code), { activate: false }),
  },
  {
    name: 'rules',
    event: () => 'rules.*.create',
    channels: consoleChannels,
    change: ({ project }) =>
      project.server.post('/v1/proxy/rules/function', { domain: 'hello.functions.localhost', functionId: 'hello' }),
  },
]

const code = { 'index.js': 'module.exports = ({ res }) => res.text("hello")' }

/** Changes that nobody hears: of the things themselves, and not of what lies in them. */
export async function makeUnheardChanges({ project: { server } }: Scene): Promise<void> {
  expectStatus(await server.post('/v1/tablesdb', { databaseId: 'other', name: 'Other' }), 201)
  expectStatus(await server.post('/v1/tablesdb/other/tables', { tableId: 'other', name: 'Other' }), 201)
  expectStatus(await server.put(tables, { name: 'Notes 2' }), 200)
  expectStatus(await server.put('/v1/databases/main', { name: 'Main 2' }), 200)
  expectStatus(await server.post('/v1/storage/buckets', { bucketId: 'other', name: 'Other' }), 201)
}

/** Ada, who owns a team, in a project with a table, a bucket and a function. */
export async function theScene(project: TestProject): Promise<Scene> {
  const { server } = project
  const ada = await project.aUser({ name: 'Ada' })
  const permissions = ['read("users")', 'create("users")']
  expectStatus(await server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' }), 201)
  expectStatus(await server.post('/v1/tablesdb/main/tables', { tableId: 'notes', name: 'Notes', permissions }), 201)
  expectStatus(await server.post(`${tables}/columns/string`, { key: 'title', ...keyColumn }), 202)
  expectStatus(await server.post('/v1/storage/buckets', { bucketId: 'pictures', name: 'Pictures', permissions }), 201)
  expectStatus(await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' }), 201)
  const bob = await project.aUser({ name: 'Bob' })
  const invitation = { userId: bob.id, roles: ['reader'] }
  const membership = expectStatus(await server.post('/v1/teams/crew/memberships', invitation), 201)
  const settings = {
    functionId: 'hello',
    name: 'Hello',
    runtime: 'node-22',
    entrypoint: 'index.js',
    execute: ['users'],
  }
  expectStatus(await server.post('/v1/functions', settings), 201)
  return { project, ada, membershipId: membership.body.$id, executionId: await anExecution(project, ada) }
}

/** One of Ada's, and so one that she hears of. */
async function anExecution({ server }: TestProject, ada: TestUser): Promise<string> {
  const deployment = expectStatus(await uploadCode(server, 'hello', await archiveOf(code)), 202).body
  await builtDeployment(server, 'hello', deployment.$id)
  return expectStatus(await ada.post('/v1/functions/hello/executions', {}), 201).body.$id
}
