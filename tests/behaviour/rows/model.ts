/**
 * One table, its rows and those who may use them, in memory and as plainly as can be, to compare Basalt with.
 * A state is plain data: what may fail is tried on a copy.
 */
export type Value = string | number | null
export type Data = Readonly<Record<string, Value>>
export type ColumnModel = {
  readonly kind: 'string' | 'integer'
  readonly size: number
  readonly required: boolean
  readonly default: Value
}
type IndexModel = {
  readonly type: 'key' | 'unique'
  readonly columns: readonly string[]
  readonly status: 'available' | 'failed'
}
export type RowModel = { readonly values: Data; readonly permissions: readonly string[] }
export type UserName = 'ann' | 'ben'
export type CallerName = 'key' | UserName | 'guest'
/** `team` has the roles in it, or is null outside of it. */
export type Person = { readonly labels: readonly string[]; readonly team: readonly string[] | null }

export type State = {
  readonly columns: Map<string, ColumnModel>
  readonly indexes: Map<string, IndexModel>
  /** In the order they were made. */
  readonly rows: Map<string, RowModel>
  readonly people: Map<UserName, Person>
  permissions: readonly string[]
  rowSecurity: boolean
}

export type Action = 'create' | 'read' | 'update' | 'delete'
/** Rows whose column has the value; null for all. */
export type Where = { readonly column: string; readonly value: Value } | null

/** What must be answered instead of a result. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number) {
    super(`refused with ${status}`)
    this.status = status
  }
}

export const team = 'crew'

export function emptyState(people: ReadonlyMap<UserName, Person>): State {
  return {
    columns: new Map(),
    indexes: new Map(),
    rows: new Map(),
    people: new Map(people),
    permissions: [],
    rowSecurity: false,
  }
}

/** Null for those whom permissions do not bind. */
export function rolesOf(state: State, caller: CallerName): ReadonlySet<string> | null {
  if (caller === 'key') return null
  if (caller === 'guest') return new Set(['any', 'guests'])
  const { labels, team: roles } = state.people.get(caller) ?? { labels: [], team: null }
  const inTeam = roles === null ? [] : [`team:${team}`, ...roles.map((role) => `team:${team}/${role}`)]
  return new Set(['any', 'users', `user:${caller}`, ...labels.map((label) => `label:${label}`), ...inTeam])
}

export function isGranted(state: State, caller: CallerName, action: Action, row?: RowModel): boolean {
  const roles = rolesOf(state, caller)
  if (roles === null) return true
  const granted = [...state.permissions, ...(state.rowSecurity && row ? row.permissions : [])]
  return granted.some((text) => {
    const { action: one, role } = parsed(text)
    return one === action && roles.has(role)
  })
}

export function parsed(permission: string): { readonly action: string; readonly role: string } {
  const [action = '', role = ''] = permission.slice(0, -2).split('("')
  return { action, role }
}

export function demand(state: State, caller: CallerName, action: Action, row?: RowModel): void {
  if (!isGranted(state, caller, action, row)) throw new Refusal(401)
}

/** Rows as a list shows them. */
export function listed(state: State, caller: CallerName, where: Where): readonly object[] {
  refuseUnknown(state, where === null ? [] : [where.column])
  if (!state.rowSecurity) demand(state, caller, 'read')
  return [...state.rows]
    .filter(([, row]) => matches(row, where) && isGranted(state, caller, 'read', row))
    .map(([id, row]) => shown(state, id, row))
}

export function matches({ values }: RowModel, where: Where): boolean {
  return where === null || (values[where.column] ?? null) === where.value
}

function shown({ columns }: State, $id: string, { values, permissions }: RowModel): object {
  const fields = [...columns.keys()].map((key) => [key, values[key] ?? null])
  return { $id, $permissions: permissions, ...Object.fromEntries(fields) }
}

/** The values of a whole row: defaults take the place of null, and all of it is checked. */
export function completed(state: State, given: Data, current: Data): Data {
  refuseUnknown(state, Object.keys(given))
  const values: Record<string, Value> = {}
  for (const [key, column] of state.columns) {
    values[key] = fitting(column, (Object.hasOwn(given, key) ? given[key] : current[key]) ?? null)
  }
  return values
}

/** Only what was given, checked. */
export function partial(state: State, given: Data): Data {
  refuseUnknown(state, Object.keys(given))
  const fitted = Object.entries(given).map(([key, value]) => [key, fitting(columnOf(state, key), value)])
  return Object.fromEntries(fitted) as Data
}

function fitting(column: ColumnModel, given: Value): Value {
  const value = given ?? column.default
  if (value === null ? column.required : !fits(column, value)) throw new Refusal(400)
  return value
}

export function fits({ kind, size }: ColumnModel, value: Value): boolean {
  return kind === 'integer' ? typeof value === 'number' : typeof value === 'string' && value.length <= size
}

function refuseUnknown({ columns }: State, keys: readonly string[]): void {
  if (keys.some((key) => !columns.has(key))) throw new Refusal(400)
}

export function columnOf({ columns }: State, key: string): ColumnModel {
  const column = columns.get(key)
  if (column === undefined) throw new Refusal(404)
  return column
}

export function refuseClashes(state: State): void {
  for (const { type, status, columns } of state.indexes.values()) {
    if (type === 'unique' && status === 'available' && hasClash(state, columns)) throw new Refusal(409)
  }
}

/** Whether two rows have the same values in all of the columns. Null is the same as nothing. */
export function hasClash({ rows }: State, columns: readonly string[]): boolean {
  const tuples = [...rows.values()]
    .map(({ values }) => columns.map((key) => values[key] ?? null))
    .filter((tuple) => !tuple.includes(null))
    .map((tuple) => JSON.stringify(tuple))
  return new Set(tuples).size < tuples.length
}
