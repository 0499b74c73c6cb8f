import { expectStatus } from '#support/client.ts'
import { until } from '#support/until.ts'
import { someTime } from '../bindings.ts'
import type { World } from '../world.ts'

/** The two sets of names for the same things. */
export type Words = {
  /** Path of the surface, as `/v1/tablesdb`. */
  readonly surface: string
  readonly databaseId: string
  readonly tables: string
  readonly tableId: string
  readonly columns: string
  readonly rows: string
  readonly rowId: string
  readonly security: string
}

export const tableWords: Words = {
  surface: '/v1/tablesdb',
  databaseId: 'mtablesdb',
  tables: 'tables',
  tableId: 'tableId',
  columns: 'columns',
  rows: 'rows',
  rowId: 'rowId',
  security: 'rowSecurity',
}

export const collectionWords: Words = {
  surface: '/v1/databases',
  databaseId: 'mdatabases',
  tables: 'collections',
  tableId: 'collectionId',
  columns: 'attributes',
  rows: 'documents',
  rowId: 'documentId',
  security: 'documentSecurity',
}

type Column = readonly [kind: string, key: string, rest?: Readonly<Record<string, unknown>>]
type Table = { readonly id: string; readonly columns: readonly Column[]; readonly permissions?: readonly string[] }

const array = { array: true }
const shapes: readonly Column[] = [
  ['point', 'pt'],
  ['line', 'ln'],
  ['polygon', 'pg'],
]
const named: readonly Column[] = [['string', 'name', { size: 50 }]]

/** Tables as the calls on them show: what they hold, who may use them, and in which order they were made. */
const tables: readonly Table[] = [
  {
    id: 'q',
    columns: [
      ['string', 's', { size: 64 }],
      ['string', 't', { size: 2000 }],
      ['integer', 'i'],
      ['float', 'f'],
      ['boolean', 'b'],
      ['datetime', 'd'],
      ['enum', 'e', { elements: ['red', 'green', 'blue'] }],
      ['email', 'm'],
      ['url', 'u'],
      ['ip', 'p'],
      ['string', 'as', { size: 32, ...array }],
      ['integer', 'ai', array],
      ['boolean', 'ab', array],
      ['datetime', 'ad', array],
      ...shapes,
      ['string', 'x', { size: 200, encrypt: true }],
    ],
  },
  {
    id: 'w',
    columns: [
      ['string', 'req', { size: 50, required: true }],
      ['string', 's', { size: 5 }],
      ['integer', 'i', { min: -5, max: 10 }],
      ['integer', 'big'],
      ['float', 'f', { max: 2.5 }],
      ['boolean', 'b'],
      ['datetime', 'd'],
      ['email', 'm'],
      ['url', 'u'],
      ['ip', 'p'],
      ['enum', 'e', { elements: ['a', 'b'] }],
      ['string', 'as', { size: 3, ...array }],
      ['integer', 'ai', array],
      ['string', 'def', { size: 9, default: 'dflt' }],
      ['integer', 'idef', { default: 7 }],
      ...shapes,
      ['string', 'enc', { size: 150, encrypt: true }],
    ],
  },
  { id: 'sp', columns: [['point', 'loc', { required: true }]] },
  {
    id: 'n',
    permissions: ['create("users")', 'update("users")'],
    columns: [
      ['string', 's', { size: 50 }],
      ['integer', 'i'],
      ['float', 'f'],
      ['boolean', 'b'],
      ['datetime', 'd'],
      ['string', 'as', { size: 20, ...array }],
      ['integer', 'ai', array],
      ['integer', 'dv', { default: 5 }],
      ['string', 'uq', { size: 20 }],
    ],
  },
  { id: 'pz', columns: [['string', 's', { size: 20 }]] },
  { id: 'po', columns: [['string', 's', { size: 20 }]], permissions: ['read("users")', 'create("users")'] },
  { id: 'pc', columns: [['string', 's', { size: 20 }]], permissions: ['create("any")'] },
  ...['relP', 'reloo', 'relom', 'relmo', 'relmm', 'relcas', 'relres', 'lv0', 'lv1', 'lv2', 'lv3'].map((id) => ({
    id,
    columns: named,
  })),
]

/** Makes the second database with all its tables, as nobody recorded. */
export async function makeTables(world: World, words: Words): Promise<void> {
  const { server } = world.project
  const base = `${words.surface}/${words.databaseId}`
  expectStatus(await server.post(words.surface, { databaseId: words.databaseId, name: 'More' }), 201)
  for (const { id, columns, permissions = [] } of tables) {
    const body = { [words.tableId]: id, name: id, permissions, [words.security]: ['n', 'pz', 'po'].includes(id) }
    expectStatus(await server.post(`${base}/${words.tables}`, body), 201)
    for (const [kind, key, rest] of columns) {
      const column = { key, required: false, ...rest }
      expectStatus(await server.post(`${base}/${words.tables}/${id}/${words.columns}/${kind}`, column), 202)
    }
    await until(async () => {
      const listed = await server.get(`${base}/${words.tables}/${id}/${words.columns}`)
      return (listed.body[words.columns] as readonly { status: string }[]).every(({ status }) => status === 'available')
    })
  }
  for (const level of [0, 1, 2]) {
    const next = { key: 'next', type: 'oneToOne', twoWay: false, onDelete: 'setNull' }
    const path = `${base}/${words.tables}/lv${level}/${words.columns}/relationship`
    const related = `related${words.tableId.replace(/^./, (letter) => letter.toUpperCase())}`
    expectStatus(await server.post(path, { ...next, [related]: `lv${level + 1}` }), 202)
  }
  const index = (id: string, key: string, type: string, column: string) =>
    server.post(`${base}/${words.tables}/${id}/indexes`, { key, type, [words.columns]: [column] })
  expectStatus(await index('q', 'ft', 'fulltext', 't'), 202)
  expectStatus(await index('n', 'uq', 'unique', 'uq'), 202)
}

/** Rows that anybody, nobody or just some may read; the first user is in a team, the second has a label. */
export async function makePermittedRows(world: World, words: Words): Promise<void> {
  const { server } = world.project
  const [first, second] = [world.bindings.get('id25'), world.bindings.get('id22')]
  const asFirst = world.actors.get('session-u1')
  const team = await asFirst?.post('/v1/teams', { teamId: 'unique()', name: 'Readers' })
  const teamId: string = team?.body.$id
  expectStatus(await server.put(`/v1/users/${second}/labels`, { labels: ['vip'] }), 200)
  const rows: Readonly<Record<string, readonly string[]>> = {
    any: ['read("any")'],
    guests: ['read("guests")'],
    users: ['read("users")'],
    verified: ['read("users/verified")'],
    unverified: ['read("users/unverified")'],
    user: [`read("user:${first}")`, `update("user:${first}")`],
    userun: [`read("user:${first}/unverified")`],
    team: [`read("team:${teamId}")`],
    teamrole: [`read("team:${teamId}/owner")`],
    teamother: [`read("team:${teamId}/dev")`],
    label: ['read("label:vip")'],
    none: [],
    writeonly: ['update("users")', 'delete("users")'],
  }
  for (const [id, permissions] of Object.entries(rows)) {
    expectStatus(await rowsOf(world, words, 'pz').create(id, { s: 'x' }, permissions), 201)
  }
}

/** Writes by the key on one table, under either set of names. */
export function rowsOf(world: World, words: Words, table: string) {
  const { server } = world.project
  const path = `${words.surface}/${words.databaseId}/${words.tables}/${table}/${words.rows}`
  const staged = (transactionId: string | undefined): object => (transactionId === undefined ? {} : { transactionId })
  return {
    create: (id: string, data: object, permissions?: readonly string[], transactionId?: string) =>
      server.post(path, {
        [words.rowId]: id,
        data,
        ...(permissions ? { permissions } : {}),
        ...staged(transactionId),
      }),
    update: (id: string, data: object, transactionId?: string) =>
      server.patch(`${path}/${id}`, { data, ...staged(transactionId) }),
    remove: (id: string) => server.delete(`${path}/${id}`),
  }
}

/** The state of row `n1` that the calls on counters, and those on operators, start from. */
export const counters = { s: 'a', i: 1, f: 1.5, b: true, as: ['x', 'y', 'x'], ai: [1, 2, 3] }
export const operands = { s: 'abc', i: 10, f: 4, d: someTime }
