import { type ColumnModel, columnOf, fits, hasClash, Refusal, type State } from './model.ts'
import type { SchemaOperation } from './model-operations.ts'

/** A change of the schema, or of who may do what; keys make it. */
export function applySchema(state: State, operation: SchemaOperation): number {
  const { columns, indexes, people } = state
  switch (operation.type) {
    case 'addColumn':
      checkDefault(operation.column)
      if (columns.has(operation.key)) throw new Refusal(409)
      columns.set(operation.key, operation.column)
      return 202
    case 'changeColumn':
      return changeColumn(state, operation)
    case 'dropColumn':
      columnOf(state, operation.key)
      dropColumn(state, operation.key)
      return 204
    case 'addIndex': {
      if (operation.columns.some((key) => !columns.has(key))) throw new Refusal(400)
      if (indexes.has(operation.key)) throw new Refusal(409)
      const isFailed = operation.indexType === 'unique' && hasClash(state, operation.columns)
      const { indexType: type, columns: keys } = operation
      indexes.set(operation.key, { type, columns: keys, status: isFailed ? 'failed' : 'available' })
      return 202
    }
    case 'dropIndex':
      if (!indexes.delete(operation.key)) throw new Refusal(404)
      return 204
    case 'grant':
      state.permissions = operation.permissions
      state.rowSecurity = operation.rowSecurity
      return 200
    case 'label':
    case 'join':
      break
  }
  const person = people.get(operation.user) ?? { labels: [], team: null }
  const change = operation.type === 'label' ? { labels: operation.labels } : { team: operation.roles }
  people.set(operation.user, { ...person, ...change })
  return 200
}

function checkDefault(column: ColumnModel): void {
  if (column.default !== null && (column.required || !fits(column, column.default))) throw new Refusal(400)
}

function changeColumn(
  state: State,
  { key, newKey, column }: Extract<SchemaOperation, { type: 'changeColumn' }>,
): number {
  const before = columnOf(state, key)
  if (before.kind !== column.kind) throw new Refusal(400)
  checkDefault(column)
  const to = newKey ?? key
  if (to !== key && state.columns.has(to)) throw new Refusal(409)
  const held = [...state.rows.values()].map(({ values }) => values[key] ?? null)
  if (held.some((value) => value !== null && !fits(column, value))) throw new Refusal(400)
  const columns = [...state.columns].map(([one, old]) =>
    one === key ? ([to, column] as const) : ([one, old] as const),
  )
  state.columns.clear()
  for (const [one, now] of columns) state.columns.set(one, now)
  for (const [id, row] of state.rows) {
    const { [key]: value = null, ...others } = row.values
    state.rows.set(id, { ...row, values: { ...others, [to]: value } })
  }
  for (const [id, index] of state.indexes) {
    state.indexes.set(id, { ...index, columns: index.columns.map((one) => (one === key ? to : one)) })
  }
  return 200
}

/** Indexes live on without the column; what is not unique without it fails, with all that were unique by it. */
function dropColumn(state: State, key: string): void {
  state.columns.delete(key)
  for (const [id, row] of state.rows) {
    const { [key]: _gone, ...others } = row.values
    state.rows.set(id, { ...row, values: others })
  }
  const over = [...state.indexes].filter(([, { columns }]) => columns.includes(key))
  const narrowed = over.map(
    ([id, index]) => [id, { ...index, columns: index.columns.filter((one) => one !== key) }] as const,
  )
  const isBroken = narrowed.some(
    ([, { type, status, columns }]) =>
      type === 'unique' && status === 'available' && columns.length > 0 && hasClash(state, columns),
  )
  for (const [id, index] of narrowed) {
    if (index.columns.length === 0) state.indexes.delete(id)
    else state.indexes.set(id, isBroken && index.type === 'unique' ? { ...index, status: 'failed' } : index)
  }
}
