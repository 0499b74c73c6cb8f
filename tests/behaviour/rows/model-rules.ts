import {
  type CallerName,
  columnOf,
  completed,
  type Data,
  demand,
  isGranted,
  listed,
  matches,
  parsed,
  partial,
  Refusal,
  refuseClashes,
  rolesOf,
  type RowModel,
  type State,
} from './model.ts'
import type { BulkOperation, Operation, RowOperation, Staged } from './model-operations.ts'
import { applySchema } from './model-schema.ts'

export type Outcome = { readonly state: State; readonly status: number }

/** What the operation makes of a state, which is left as it is. */
export function outcome(state: State, caller: CallerName, operation: Exclude<Operation, Staged>): Outcome {
  const next = structuredClone(state)
  try {
    return { state: next, status: apply(next, caller, operation) }
  } catch (error) {
    if (error instanceof Refusal) return { state, status: error.status }
    throw error
  }
}

function apply(state: State, caller: CallerName, operation: Exclude<Operation, Staged>): number {
  switch (operation.type) {
    case 'create':
    case 'update':
    case 'upsert':
      if (Object.keys(operation.data).length === 0 && (operation.permissions === null || operation.type === 'create')) {
        throw new Refusal(400)
      }
      return applyRow(state, caller, operation)
    case 'delete':
    case 'increment':
    case 'decrement':
      return applyRow(state, caller, operation)
    case 'bulkCreate':
    case 'bulkUpsert':
    case 'bulkUpdate':
    case 'bulkDelete':
      if (caller !== 'key') throw new Refusal(operation.type === 'bulkCreate' ? 401 : 404)
      return applyBulk(state, operation)
    default:
      return applySchema(state, operation)
  }
}

/** One row's change, whether empty data is allowed or not. */
export function applyRow(state: State, caller: CallerName, operation: RowOperation): number {
  const { rows } = state
  const current = rows.get(operation.rowId)
  switch (operation.type) {
    case 'create':
      return applyCreate(state, caller, operation)
    case 'update':
      refuseGrants(state, caller, operation.permissions)
      if (!current) throw new Refusal(404)
      demandAny(state, caller, current)
      return applyChange(state, caller, current, operation, false)
    case 'upsert': {
      if (!current) return applyCreate(state, caller, operation, 200)
      refuseGrants(state, caller, operation.permissions)
      demandAny(state, caller, current)
      const { data } = operation
      for (const [key, { required }] of state.columns) {
        if (required && (data[key] ?? null) === null) throw new Refusal(400)
      }
      const isWhole = [...state.columns.keys()].every((key) => Object.hasOwn(data, key))
      return applyChange(state, caller, current, operation, !isWhole)
    }
    case 'delete':
      if (!current) throw new Refusal(404)
      demand(state, caller, 'delete', current)
      rows.delete(operation.rowId)
      return 204
    default:
      return applyStep(state, caller, current, operation)
  }
}

type Step = Extract<RowOperation, { type: 'increment' | 'decrement' }>
type Write = Extract<RowOperation, { type: 'create' | 'update' | 'upsert' }>

function applyCreate(state: State, caller: CallerName, write: Omit<Write, 'type'>, status = 201): number {
  refuseGrants(state, caller, write.permissions)
  demand(state, caller, 'create')
  const values = completed(state, write.data, {})
  if (state.rows.has(write.rowId)) throw new Refusal(409)
  state.rows.set(write.rowId, { values, permissions: write.permissions ?? ownPermissions(caller) })
  refuseClashes(state)
  return status
}

function ownPermissions(caller: CallerName): readonly string[] {
  if (caller === 'key' || caller === 'guest') return []
  return ['read', 'update', 'delete'].map((action) => `${action}("user:${caller}")`)
}

/** Nobody grants to others what only they could be. */
function refuseGrants(state: State, caller: CallerName, permissions: readonly string[] | null): void {
  const roles = rolesOf(state, caller)
  if (roles !== null && permissions?.some((text) => !roles.has(parsed(text).role))) throw new Refusal(401)
}

/** Who may neither read nor change a row is told nothing else. */
function demandAny(state: State, caller: CallerName, row: RowModel): void {
  if (!isGranted(state, caller, 'read', row)) demand(state, caller, 'update', row)
}

function applyChange(state: State, caller: CallerName, current: RowModel, write: Write, touch: boolean): number {
  const values = completed(state, write.data, current.values)
  const next = { values, permissions: write.permissions ?? current.permissions }
  const isChanged =
    touch ||
    [...state.columns.keys()].some((key) => (values[key] ?? null) !== (current.values[key] ?? null)) ||
    JSON.stringify(next.permissions) !== JSON.stringify(current.permissions)
  demand(state, caller, isChanged ? 'update' : 'read', current)
  state.rows.set(write.rowId, next)
  refuseClashes(state)
  return 200
}

function applyStep(state: State, caller: CallerName, current: RowModel | undefined, step: Step): number {
  if (columnOf(state, step.column).kind !== 'integer') throw new Refusal(400)
  if (!current) throw new Refusal(404)
  demand(state, caller, 'update', current)
  const sign = step.type === 'increment' ? 1 : -1
  const result = Number(current.values[step.column] ?? 0) + sign * step.value
  if (step.bound !== null && (result - step.bound) * sign > 0) throw new Refusal(400)
  state.rows.set(step.rowId, { ...current, values: { ...current.values, [step.column]: result } })
  refuseClashes(state)
  return 200
}

function applyBulk(state: State, operation: BulkOperation): number {
  if ('rows' in operation) return (operation.type === 'bulkCreate' ? applyCreates : applyUpserts)(state, operation.rows)
  if (operation.type === 'bulkUpdate' && Object.keys(operation.data).length === 0) throw new Refusal(400)
  const values: Data = operation.type === 'bulkUpdate' ? partial(state, operation.data) : {}
  listed(state, 'key', operation.where)
  for (const [id, row] of [...state.rows].filter(([, one]) => matches(one, operation.where))) {
    if (operation.type === 'bulkDelete') state.rows.delete(id)
    else state.rows.set(id, { ...row, values: { ...row.values, ...values } })
  }
  refuseClashes(state)
  return 200
}

function applyCreates(state: State, rows: readonly Omit<Write, 'type'>[]): number {
  for (const { data } of rows) completed(state, data, {})
  for (const row of rows) applyCreate(state, 'key', row)
  return 201
}

/** New rows come first. */
function applyUpserts(state: State, rows: readonly Omit<Write, 'type'>[]): number {
  if (new Set(rows.map(({ rowId }) => rowId)).size < rows.length) throw new Refusal(409)
  const [fresh, stored] = [true, false].map((isNew) => rows.filter(({ rowId }) => state.rows.has(rowId) !== isNew))
  for (const { data } of fresh ?? []) completed(state, data, {})
  for (const row of [...(fresh ?? []), ...(stored ?? [])]) applyRow(state, 'key', { ...row, type: 'upsert' })
  return 200
}

/** What staging a list of operations answers: it looks at rows as they are stored, and at rights. */
export function stagingStatus(state: State, caller: CallerName, operations: readonly RowOperation[]): number {
  const made = new Set<string>()
  for (const operation of operations) {
    const { type, rowId } = operation
    if ('permissions' in operation) {
      const roles = rolesOf(state, caller)
      if (roles !== null && operation.permissions?.some((text) => !roles.has(parsed(text).role))) return 401
    }
    const row = state.rows.get(rowId)
    if (!row && !made.has(rowId) && type !== 'create' && type !== 'upsert') return 404
    const isCreate = type === 'create' || (type === 'upsert' && !row)
    const action = isCreate ? 'create' : type === 'delete' ? 'delete' : 'update'
    if ((isCreate || row) && !isGranted(state, caller, action, row)) return 401
    if (type === 'create' || type === 'upsert') made.add(rowId)
    if (type === 'delete') made.delete(rowId)
  }
  return 201
}

/** All of them or, where one cannot be made, none: then null. */
export function committed(state: State, caller: CallerName, operations: readonly RowOperation[]): State | null {
  const next = structuredClone(state)
  try {
    for (const operation of operations) {
      // A staged row grants nothing by itself.
      const isCreate = operation.type === 'create'
      applyRow(next, caller, isCreate ? { ...operation, permissions: operation.permissions ?? [] } : operation)
    }
    return next
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
