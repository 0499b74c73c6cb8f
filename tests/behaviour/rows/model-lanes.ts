import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import type { Answer } from '#support/client.ts'
import type { Calls } from './model-calls.ts'
import { type CallerName, type ColumnModel, emptyState, type State } from './model.ts'
import type { BulkOperation, Operation, RowOperation, SchemaOperation, Staged } from './model-operations.ts'
import { applyRow, committed, outcome } from './model-rules.ts'

/**
 * Clients that act at the same time, each on rows of its own, on one counter and on values that only one of them may
 * have, while one more changes the schema. None can foretell an answer, but each knows what was acknowledged.
 */
export type Plan = {
  readonly lanes: readonly (readonly LaneStep[])[]
  readonly changes: readonly (readonly SchemaOperation[])[]
}
type LaneStep = RowOperation | BulkOperation | Staged

const laneCallers: readonly CallerName[] = ['key', 'ann', 'ben', 'guest']
const counter = 'counter'
const text: ColumnModel = { kind: 'string', size: 20, required: false, default: null }
const whole: ColumnModel = { kind: 'integer', size: 0, required: false, default: null }
const columns: readonly (readonly [string, ColumnModel])[] = [
  ['lane', text],
  ['s', text],
  ['u', text],
  ['n', whole],
]
const open = ['create("any")', 'read("any")', 'update("any")', 'delete("any")']
const beginning: readonly Exclude<Operation, Staged>[] = [
  { type: 'grant', permissions: open, rowSecurity: false },
  ...columns.map(([key, column]) => ({ type: 'addColumn' as const, key, column })),
  { type: 'addIndex', key: 'only', indexType: 'unique', columns: ['u'] },
  { type: 'create', rowId: counter, data: { lane: counter, n: 0 }, permissions: null },
]

function stepsOf(lane: CallerName): fc.Arbitrary<LaneStep[]> {
  const rowId = fc.constantFrom('1', '2', '3').map((id) => `${lane}-${id}`)
  const fields = {
    s: fc.constantFrom('p', 'q', null),
    u: fc.constantFrom('one', 'two', 'three', 'four', 'five', null),
    x: fc.constantFrom('p', 'q'),
  }
  const data = fc
    .oneof({ weight: 4, arbitrary: fc.record({ s: fields.s, u: fields.u }) }, fc.record(fields, { requiredKeys: [] }))
    .map((given) => ({ ...given, lane: lane as string }))
  const type = fc.constantFrom(
    'create' as const,
    'update' as const,
    'upsert' as const,
    'upsert' as const,
    'upsert' as const,
  )
  const write = fc.record({ type, rowId, data, permissions: fc.constant(null) })
  const step = fc.record({
    type: fc.constantFrom('increment' as const, 'increment' as const, 'decrement' as const),
    rowId: fc.oneof({ weight: 3, arbitrary: fc.constant(counter) }, rowId),
    column: fc.constant('n'),
    value: fc.integer({ min: 1, max: 5 }),
    bound: fc.constant(null),
  })
  const one: fc.Arbitrary<RowOperation> = fc.oneof(
    { weight: 4, arbitrary: write },
    { weight: 3, arbitrary: step },
    { weight: 1, arbitrary: rowId.map((id) => ({ type: 'delete' as const, rowId: id })) },
  )
  const where = fc.constant({ column: 'lane', value: lane })
  const bulk: fc.Arbitrary<BulkOperation> = fc.oneof(
    fc.record({
      type: fc.constant('bulkUpdate' as const),
      where,
      data: fc.record({ s: fields.s, n: fc.integer({ min: 0, max: 9 }) }),
    }),
    fc.record({ type: fc.constant('bulkDelete' as const), where }),
  )
  const staged = fc.record({
    type: fc.constant('transaction' as const),
    operations: fc.array(one, { minLength: 1, maxLength: 3 }),
    commit: fc.integer({ min: 0, max: 3 }).map((picked) => picked > 0),
  })
  const choices: fc.WeightedArbitrary<LaneStep>[] = [{ weight: 8, arbitrary: one }]
  if (lane !== 'guest') choices.push({ weight: 3, arbitrary: staged })
  if (lane === 'key') choices.push({ weight: 2, arbitrary: bulk })
  return fc.array(fc.oneof(...choices), { minLength: 16, maxLength: 16 })
}

const index = { key: 'moving', indexType: 'key' } as const
const changes: fc.Arbitrary<readonly SchemaOperation[]> = fc.constantFrom<readonly SchemaOperation[]>(
  [
    { type: 'addColumn', key: 'x', column: { ...text, default: 'p' } },
    { type: 'addIndex', ...index, columns: ['x', 's'] },
    { type: 'dropColumn', key: 'x' },
    { type: 'dropIndex', key: 'moving' },
  ],
  [
    { type: 'addColumn', key: 'x', column: whole },
    { type: 'dropColumn', key: 'x' },
  ],
  [
    { type: 'changeColumn', key: 's', newKey: 't', column: text },
    { type: 'changeColumn', key: 't', newKey: 's', column: { ...text, size: 300 } },
    { type: 'changeColumn', key: 's', newKey: null, column: { ...text, required: true } },
    { type: 'changeColumn', key: 's', newKey: null, column: text },
  ],
  [
    { type: 'changeColumn', key: 'u', newKey: null, column: { ...text, size: 300 } },
    { type: 'changeColumn', key: 'u', newKey: null, column: text },
  ],
  [
    { type: 'addIndex', ...index, columns: ['lane', 's'] },
    { type: 'dropIndex', key: 'moving' },
  ],
  [
    { type: 'grant', permissions: [...open.slice(0, 2), 'update("label:red")', 'delete("users")'], rowSecurity: true },
    { type: 'label', user: 'ann', labels: ['red'] },
    { type: 'label', user: 'ann', labels: [] },
    { type: 'grant', permissions: open, rowSecurity: false },
  ],
)

export const plans: fc.Arbitrary<Plan> = fc.record({
  lanes: fc.tuple(...laneCallers.map(stepsOf)),
  changes: fc.array(changes, { minLength: 4, maxLength: 4 }),
})

/** Follows a plan, and demands that all that was acknowledged holds. */
export async function follow(calls: Calls, plan: Plan): Promise<void> {
  await calls.renew()
  for (const operation of beginning) succeeded(await send(calls, 'key', operation))
  const lanes = laneCallers.map((caller) => new Lane(calls, caller))
  await Promise.all([
    changeSchema(calls, plan.changes.flat()),
    ...lanes.map((lane, at) => lane.follow(plan.lanes[at] ?? [])),
  ])

  const { body } = await calls.list('key', null)
  const found = new Map<string, object>(body.rows.map(({ $id, lane, s, u, n }: Found) => [$id, { lane, s, u, n }]))
  const counted = lanes.reduce((sum, { count }) => sum + count, 0)
  const expected = new Map<string, object>([[counter, { lane: counter, s: null, u: null, n: counted }]])
  for (const { state } of lanes) for (const [id, row] of shown(state)) expected.set(id, row)
  assert.deepEqual(found, expected)
  const unique = body.rows.map(({ u }: Found) => u).filter((u: unknown) => u !== null)
  assert.equal(new Set(unique).size, unique.length)
  for (const u of unique) {
    const holders = await calls.list('key', { column: 'u', value: u })
    assert.equal(holders.body.total, 1, `rows with "${u}"`)
  }
}

class Lane {
  readonly #calls: Calls
  readonly #caller: CallerName
  /** Rows of this lane alone: nothing in it is unique or forbidden, so what was acknowledged can be repeated here. */
  state: State = emptyState(new Map())
  /** What this lane has added to the counter. */
  count = 0

  constructor(calls: Calls, caller: CallerName) {
    this.#calls = calls
    this.#caller = caller
    for (const [key, column] of [...columns, ['x', text] as const]) this.state.columns.set(key, column)
  }

  async follow(steps: readonly LaneStep[]): Promise<void> {
    for (const step of steps) {
      if (step.type === 'transaction') await this.#transact(step)
      else if (isGood(await send(this.#calls, this.#caller, step))) this.#repeat(step)
      await this.#look(step)
    }
  }

  #repeat(step: RowOperation | BulkOperation): void {
    if ('rowId' in step) return void (this.#counts(step) || applyRow(this.state, 'key', step))
    const { state, status } = outcome(this.state, 'key', step)
    assert.equal(status, 200)
    this.state = state
  }

  #counts(step: RowOperation): boolean {
    if (step.rowId !== counter) return false
    if (step.type === 'increment') this.count += step.value
    if (step.type === 'decrement') this.count -= step.value
    return true
  }

  async #transact({ operations, commit }: Staged): Promise<void> {
    const id = await this.#calls.begin(this.#caller)
    if (!isGood(await this.#calls.stage(this.#caller, id, operations))) return
    const ended = await this.#calls.end(this.#caller, id, commit)
    if (!isGood(ended) || !commit) return
    const own = operations.filter((operation) => !this.#counts(operation))
    const next = committed(this.state, 'key', own)
    assert.ok(next, `committed: ${JSON.stringify(operations)}`)
    this.state = next
  }

  /** What is acknowledged is there at once, whatever the schema does meanwhile. */
  async #look(step: LaneStep): Promise<void> {
    const { status, body } = await this.#calls.list(this.#caller, { column: 'lane', value: this.#caller })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      new Map(body.rows.map(({ $id, u, n }: Found) => [$id, { u, n }])),
      new Map([...shown(this.state)].map(([id, { u, n }]) => [id, { u, n }])),
      `rows of ${this.#caller} after ${JSON.stringify(step)}`,
    )
  }
}

function shown({ rows }: State): ReadonlyMap<string, Found> {
  return new Map(
    [...rows].map(([id, { values }]) => {
      const { lane, s = null, u = null, n = null } = values
      return [id, { lane, s, u, n }]
    }),
  )
}

async function changeSchema(calls: Calls, operations: readonly SchemaOperation[]): Promise<void> {
  for (const operation of operations) succeeded(await send(calls, 'key', operation))
}

function send(calls: Calls, caller: CallerName, operation: Exclude<Operation, Staged>): Promise<Answer> {
  return calls.send({ caller, operation })
}

function succeeded({ status, body }: Answer): void {
  assert.ok(status < 300, JSON.stringify(body))
}

/** False for what was refused; nothing may fail. */
function isGood({ status, body }: Answer): boolean {
  assert.ok(status < 500, JSON.stringify(body))
  return status < 300
}

// oxlint-disable-next-line typescript/no-explicit-any
type Found = any
