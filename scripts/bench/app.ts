import { randomBytes } from 'node:crypto'

type Json = Readonly<Record<string, unknown>>
type Headers = Readonly<Record<string, string>>

export type App = {
  /** Path of the table's rows. */
  readonly rows: string
  /** Path of the buckets `sealed` and `open`. */
  readonly buckets: string
  readonly projectId: string
  readonly asKey: Headers
  readonly asUser: Headers
  /** How long bulk creation of all rows took. */
  readonly bulkMs: number
}

const bulkSize = 100
const bulkAtOnce = 4

/** Makes a project, a table with an indexed column and row security, a user, and `count` rows that the user may read. */
export async function makeApp(origin: string, count: number): Promise<App> {
  const call = async (method: string, path: string, headers: Headers, body?: Json): Promise<Record<string, string>> => {
    const answer = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const result = (answer.status === 204 ? {} : await answer.json()) as Record<string, string>
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(result)}`)
    return result
  }
  const signIn = async (projectId: string): Promise<{ id: string; headers: Headers }> => {
    const project = { 'x-appwrite-project': projectId }
    const person = {
      email: `u${randomBytes(4).toString('hex')}@example.com`,
      password: randomBytes(12).toString('hex'),
    }
    const { $id = '' } = await call('POST', '/v1/account', project, { userId: 'unique()', ...person })
    const answer = await fetch(`${origin}/v1/account/sessions/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...project },
      body: JSON.stringify(person),
    })
    const cookies: string[] = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')
    return { id: $id, headers: { ...project, cookie: cookies.join('; ') } }
  }

  const owner = await signIn('console')
  const team = await call('POST', '/v1/teams', owner.headers, { teamId: 'unique()', name: 'Bench' })
  const created = await call('POST', '/v1/projects', owner.headers, {
    projectId: 'unique()',
    name: 'Bench',
    teamId: team['$id'],
  })
  const projectId = created['$id'] ?? ''
  const groups = ['databases', 'tables', 'rows', 'buckets', 'files', 'functions', 'execution', 'users']
  const scopes = groups.flatMap((name) => [`${name}.read`, `${name}.write`])
  const key = await call('POST', `/v1/projects/${projectId}/keys`, owner.headers, { name: 'bench', scopes })
  const asKey = { 'x-appwrite-project': projectId, 'x-appwrite-key': key['secret'] ?? '' }
  const user = await signIn(projectId)
  // Each label is a role: the user holds ten of them and more.
  await call('PUT', `/v1/users/${user.id}/labels`, asKey, { labels: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] })

  await call('POST', '/v1/tablesdb', asKey, { databaseId: 'main', name: 'Main' })
  const tables = '/v1/tablesdb/main/tables'
  await call('POST', tables, asKey, { tableId: 'posts', name: 'Posts', rowSecurity: true })
  await call('POST', `${tables}/posts/columns/string`, asKey, { key: 'title', size: 100, required: true })
  await call('POST', `${tables}/posts/columns/string`, asKey, { key: 'body', size: 1000, required: false })
  await call('POST', `${tables}/posts/columns/integer`, asKey, { key: 'group', required: true })
  await available(() => call('GET', `${tables}/posts/columns/group`, asKey))
  await call('POST', `${tables}/posts/indexes`, asKey, { key: 'byGroup', type: 'key', columns: ['group'] })
  await available(() => call('GET', `${tables}/posts/indexes/byGroup`, asKey))

  const buckets = `${origin}/v1/storage/buckets`
  for (const encryption of [true, false]) {
    const bucketId = encryption ? 'sealed' : 'open'
    await call('POST', '/v1/storage/buckets', asKey, { bucketId, name: 'Files', encryption, compression: 'none' })
  }

  const begun = performance.now()
  const starts = Array.from({ length: Math.ceil(count / bulkSize) }, (_, index) => index * bulkSize).values()
  const fill = async (start: number): Promise<void> => {
    const rows = Array.from({ length: Math.min(bulkSize, count - start) }, (_, index) => ({
      $id: `row${start + index}`,
      $permissions: [`read("user:${user.id}")`],
      title: `Post ${start + index}`,
      body: 'A few words about something. '.repeat(4),
      group: (start + index) % 100,
    }))
    await call('POST', `${tables}/posts/rows`, asKey, { rows })
  }
  await inTurn(starts, bulkAtOnce, fill)
  return {
    rows: `${origin}${tables}/posts/rows`,
    buckets,
    projectId,
    asKey,
    asUser: user.headers,
    bulkMs: performance.now() - begun,
  }
}

/** Works through what an iterator gives, some at a time. */
export async function inTurn<T>(
  items: Iterator<T>,
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let next = items.next(); !next.done; next = items.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

async function available(read: () => Promise<Record<string, string>>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await read())['status'] === 'available') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('a column or index did not become available')
}
