import * as fc from 'fast-check'
import { type CallerName, type ColumnModel, type Data, team, type UserName, type Value, type Where } from './model.ts'

type Write = { readonly rowId: string; readonly data: Data; readonly permissions: readonly string[] | null }
export type RowOperation =
  | ({ readonly type: 'create' | 'update' | 'upsert' } & Write)
  | { readonly type: 'delete'; readonly rowId: string }
  | {
      readonly type: 'increment' | 'decrement'
      readonly rowId: string
      readonly column: string
      readonly value: number
      readonly bound: number | null
    }
export type BulkOperation =
  | { readonly type: 'bulkCreate' | 'bulkUpsert'; readonly rows: readonly Write[] }
  | { readonly type: 'bulkUpdate'; readonly where: Where; readonly data: Data }
  | { readonly type: 'bulkDelete'; readonly where: Where }
export type SchemaOperation =
  | { readonly type: 'addColumn'; readonly key: string; readonly column: ColumnModel }
  | {
      readonly type: 'changeColumn'
      readonly key: string
      readonly newKey: string | null
      readonly column: ColumnModel
    }
  | { readonly type: 'dropColumn' | 'dropIndex'; readonly key: string }
  | {
      readonly type: 'addIndex'
      readonly key: string
      readonly indexType: 'key' | 'unique'
      readonly columns: readonly string[]
    }
  | { readonly type: 'grant'; readonly permissions: readonly string[]; readonly rowSecurity: boolean }
  | { readonly type: 'label'; readonly user: UserName; readonly labels: readonly string[] }
  | { readonly type: 'join'; readonly user: UserName; readonly roles: readonly string[] | null }
export type Staged = {
  readonly type: 'transaction'
  readonly operations: readonly RowOperation[]
  readonly commit: boolean
}
export type Operation = RowOperation | BulkOperation | SchemaOperation | Staged
export type Turn = { readonly caller: CallerName; readonly operation: Operation }

const texts = ['p', 'q', 'r', 'eightful', `${'long'.repeat(65)}a`, `${'long'.repeat(65)}b`]
const inTeam = [`team:${team}`, `team:${team}/editor`]
const roles = ['any', 'any', 'users', 'users', 'guests', 'user:ann', 'user:ben', 'label:red', ...inTeam]
const strings = ['s1', 's2']
const integers = ['n', 'i1']
/** A column that comes back as another kind. */
const either = 'x'

const rowId = fc.constantFrom('a', 'b', 'c', 'd', 'e')
// Most are short, so that most columns take them.
const filled = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('p', 'q', 'r') }, fc.constantFrom(...texts))
const text = fc.option(filled, { freq: 6 })
const whole = fc.option(fc.integer({ min: 0, max: 4 }), { freq: 6 })
const fields = { s1: text, s2: text, n: whole, i1: whole }
// Columns that are not there are refused each time: those that come and go most are seldom named.
const data: fc.Arbitrary<Data> = fc.oneof(
  { weight: 2, arbitrary: fc.record(fields) },
  { weight: 3, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.record({ ...fields, [either]: fc.oneof<fc.Arbitrary<Value>[]>(text, whole) }, { requiredKeys: [] }),
  },
)

const permissionsOf = (actions: readonly string[], maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(
    fc.tuple(fc.constantFrom(...actions), fc.constantFrom(...roles)).map(([action, role]) => `${action}("${role}")`),
    { maxLength },
  )
const rowPermissions = permissionsOf(['read', 'update', 'delete'], 2)
const write = fc.record({ rowId, data, permissions: fc.option(rowPermissions, { freq: 1 }) })
export const anyWhere: fc.Arbitrary<Where> = fc.option(
  fc.oneof(
    fc.record({ column: fc.constantFrom(...strings), value: fc.constantFrom(...texts) }),
    fc.record({ column: fc.constantFrom(...integers), value: fc.integer({ min: 0, max: 4 }) }),
  ),
  { freq: 4 },
)

const rowOperation: fc.Arbitrary<RowOperation> = fc.oneof(
  { weight: 4, arbitrary: write.map((one) => ({ type: 'create' as const, ...one })) },
  { weight: 3, arbitrary: write.map((one) => ({ type: 'update' as const, ...one })) },
  { weight: 3, arbitrary: write.map((one) => ({ type: 'upsert' as const, ...one })) },
  { weight: 1, arbitrary: rowId.map((id) => ({ type: 'delete' as const, rowId: id })) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('increment' as const, 'decrement' as const),
      rowId,
      column: fc.constantFrom('n', 'n', 'i1', 's1', either),
      value: fc.integer({ min: 1, max: 3 }),
      bound: fc.option(fc.integer({ min: -1, max: 4 })),
    }),
  },
)

const bulkOperation: fc.Arbitrary<BulkOperation> = fc.oneof(
  fc.record({
    type: fc.constantFrom('bulkCreate' as const, 'bulkUpsert' as const),
    rows: fc.array(write, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('bulkUpdate' as const), where: anyWhere, data }),
  fc.record({ type: fc.constant('bulkDelete' as const), where: anyWhere.filter((one) => one !== null) }),
)

const columnOf = (kind: ColumnModel['kind']): fc.Arbitrary<ColumnModel> => {
  const isInteger = kind === 'integer'
  const value: fc.Arbitrary<Value> = isInteger ? fc.integer({ min: 0, max: 4 }) : fc.constantFrom(...texts)
  return fc.record({
    kind: fc.constant(kind),
    size: isInteger ? fc.constant(0) : fc.constantFrom(4, 20, 300),
    required: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    default: fc.option(value, { freq: 1 }),
  })
}
const keyed = fc.oneof(
  fc.record({ key: fc.constantFrom(...strings, either), column: columnOf('string') }),
  fc.record({ key: fc.constantFrom(...integers, either), column: columnOf('integer') }),
)
const renamed = (key: string): readonly string[] =>
  key === either ? [either] : strings.includes(key) ? strings : integers
const anyKey = fc.constantFrom(...strings, ...integers, either)
const indexKey = fc.constantFrom('i', 'j')
const user = fc.constantFrom('ann' as const, 'ben' as const)

const schemaOperation: fc.Arbitrary<SchemaOperation> = fc.oneof(
  { weight: 3, arbitrary: keyed.map((one) => ({ type: 'addColumn' as const, ...one })) },
  {
    weight: 3,
    arbitrary: keyed.chain((one) =>
      fc
        .option(fc.constantFrom(...renamed(one.key)), { freq: 1 })
        .map((newKey) => ({ type: 'changeColumn' as const, newKey, ...one })),
    ),
  },
  { weight: 1, arbitrary: anyKey.map((key) => ({ type: 'dropColumn' as const, key })) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('addIndex' as const),
      key: indexKey,
      indexType: fc.constantFrom('key' as const, 'unique' as const),
      columns: fc.uniqueArray(anyKey, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: indexKey.map((key) => ({ type: 'dropIndex' as const, key })) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('grant' as const),
      permissions: permissionsOf(['create', 'read', 'update', 'delete'], 6),
      rowSecurity: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('label' as const), user, labels: fc.subarray(['red']) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('join' as const),
      user,
      roles: fc.option(fc.subarray(['editor']), { freq: 1 }),
    }),
  },
)

const staged: fc.Arbitrary<Staged> = fc.record({
  type: fc.constant('transaction' as const),
  operations: fc.array(rowOperation, { minLength: 1, maxLength: 3 }),
  commit: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
})

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 10, arbitrary: rowOperation },
  { weight: 3, arbitrary: bulkOperation },
  { weight: 6, arbitrary: schemaOperation },
  { weight: 3, arbitrary: staged },
)

const caller = fc.oneof(
  { weight: 4, arbitrary: fc.constant('key' as const) },
  { weight: 5, arbitrary: user },
  { weight: 1, arbitrary: fc.constant('guest' as const) },
)
export const turns = (length: number): fc.Arbitrary<Turn[]> =>
  fc.array(fc.record({ caller, operation }), { minLength: length, maxLength: length })
