import { expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

/** What somebody has, by the names of the parameters that lead to it. */
export type Ids = Readonly<Record<string, string>>

/** One of everything that a user or the project can own, and that nobody else may touch. */
export async function belongings(project: TestProject, owner: TestUser): Promise<Ids> {
  const { server, owner: person, id: projectId } = project
  const made = async (answer: ReturnType<typeof server.post>): Promise<string> =>
    expectStatus(await answer, 201).body.$id as string
  const permissions = [`read("user:${owner.id}")`, `update("user:${owner.id}")`, `delete("user:${owner.id}")`]

  const teamId = await made(owner.post('/v1/teams', { teamId: 'unique()', name: 'Mine' }))
  const { memberships } = expectStatus(await owner.get(`/v1/teams/${teamId}/memberships`), 200).body
  const { sessions } = expectStatus(await owner.get('/v1/account/sessions'), 200).body
  const target = { targetId: 'unique()', providerType: 'email', identifier: 'second@users.test' }
  const targetId = await made(server.post(`/v1/users/${owner.id}/targets`, target))
  const challenge = expectStatus(await owner.post('/v1/account/mfa/challenges', { factor: 'email' }), 200).body

  const databaseId = await made(server.post('/v1/tablesdb', { databaseId: 'unique()', name: 'Mine' }))
  const tables = `/v1/tablesdb/${databaseId}/tables`
  const table = { tableId: 'unique()', name: 'Mine', rowSecurity: true }
  const tableId = await made(server.post(tables, table))
  expectStatus(
    await server.post(`${tables}/${tableId}/columns/string`, { key: 'title', size: 50, required: false }),
    202,
  )
  expectStatus(
    await server.post(`${tables}/${tableId}/columns/integer`, { key: 'count', required: false, default: 1 }),
    202,
  )
  const index = { key: 'by_title', type: 'key', columns: ['title'] }
  expectStatus(await server.post(`${tables}/${tableId}/indexes`, index), 202)
  const row = { rowId: 'unique()', data: { title: 'mine' }, permissions }
  const rowId = await made(server.post(`${tables}/${tableId}/rows`, row))
  const transactionId = await made(owner.post('/v1/tablesdb/transactions', { ttl: 600 }))

  const bucketId = await made(
    server.post('/v1/storage/buckets', { bucketId: 'unique()', name: 'Mine', fileSecurity: true }),
  )
  const fileId = await made(aFile(project, bucketId, permissions))
  const tokenId = await made(server.post(`/v1/tokens/buckets/${bucketId}/files/${fileId}`))
  const functionId = await made(
    server.post('/v1/functions', { functionId: 'unique()', name: 'Mine', runtime: 'node-22', execute: [] }),
  )
  const variable = { key: 'MINE', value: 'secret', secret: true }
  const variableId = await made(server.post(`/v1/functions/${functionId}/variables`, variable))

  const home = `/v1/projects/${projectId}`
  const keyId = await made(person.post(`${home}/keys`, { name: 'Mine', scopes: ['users.read'] }))
  const platformId = await made(person.post(`${home}/platforms`, { type: 'web', name: 'Mine', hostname: 'mine.test' }))
  const hook = { name: 'Mine', events: ['users.*'], url: 'https://hooks.example.com', security: true, enabled: false }
  const webhookId = await made(person.post(`${home}/webhooks`, hook))

  return {
    projectId,
    userId: owner.id,
    sessionId: sessions[0].$id,
    teamId,
    membershipId: memberships[0].$id,
    targetId,
    challengeId: challenge.$id,
    databaseId,
    tableId,
    collectionId: tableId,
    rowId,
    documentId: rowId,
    column: 'count',
    attribute: 'count',
    key: 'title',
    transactionId,
    bucketId,
    fileId,
    tokenId,
    functionId,
    variableId,
    keyId,
    platformId,
    webhookId,
  }
}

async function aFile({ server }: TestProject, bucketId: string, permissions: readonly string[]) {
  const form = new FormData()
  form.append('fileId', 'unique()')
  for (const permission of permissions) form.append('permissions[]', permission)
  form.append('file', new File(['mine'], 'mine.txt'))
  const request = new Request('http://form.test', { method: 'POST', body: form })
  return server.send('POST', `/v1/storage/buckets/${bucketId}/files`, {
    body: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  })
}
