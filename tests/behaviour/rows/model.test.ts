import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Answer } from '#support/client.ts'
import { aProject } from '#support/project.ts'
import { Calls } from './model-calls.ts'
import { follow, plans } from './model-lanes.ts'
import { type CallerName, emptyState, listed, Refusal, type State, type UserName, type Where } from './model.ts'
import { anyWhere, type Operation, type Staged, type Turn, turns } from './model-operations.ts'
import { committed, outcome, stagingStatus } from './model-rules.ts'

const runs = 8
const length = 30
const concurrentRuns = 6
const everybody: readonly CallerName[] = ['key', 'ann', 'ben', 'guest']

/** What a table starts with; random changes alone would seldom come to one of which much can be asked. */
const column = { size: 20, required: false, default: null }
const beginning: readonly Operation[] = [
  { type: 'label', user: 'ann', labels: [] },
  { type: 'label', user: 'ben', labels: [] },
  { type: 'join', user: 'ann', roles: null },
  { type: 'join', user: 'ben', roles: null },
  { type: 'grant', permissions: ['create("any")', 'read("users")', 'update("user:ann")'], rowSecurity: true },
  { type: 'addColumn', key: 's1', column: { ...column, kind: 'string' } },
  { type: 'addColumn', key: 's2', column: { ...column, kind: 'string', size: 300 } },
  { type: 'addColumn', key: 'n', column: { ...column, kind: 'integer', size: 0, default: 1 } },
  { type: 'addColumn', key: 'i1', column: { ...column, kind: 'integer', size: 0 } },
  { type: 'addColumn', key: 'x', column: { ...column, kind: 'string' } },
  {
    type: 'bulkCreate',
    rows: [
      { rowId: 'a', data: { s1: 'p', s2: 'q', n: 1 }, permissions: ['read("guests")', 'update("users")'] },
      { rowId: 'b', data: { s1: 'q', s2: 'q', i1: 2 }, permissions: ['update("team:crew")', 'delete("label:red")'] },
      { rowId: 'c', data: { s1: 'r', x: 'p' }, permissions: [] },
    ],
  },
]

describe('a table, its rows and those who use them', () => {
  let calls: Calls
  let state: State = emptyState(new Map())

  before(async () => {
    calls = await Calls.open(await aProject())
  })

  it('are at every moment what a plain model says', async () => {
    await fc.assert(
      fc.asyncProperty(turns(length), fc.array(anyWhere, { minLength: length, maxLength: length }), check),
      { numRuns: runs, endOnFailure: true },
    )
  })

  it('keep all that was acknowledged, when many act at once', async () => {
    await fc.assert(
      fc.asyncProperty(plans, (plan) => follow(calls, plan)),
      { numRuns: concurrentRuns, endOnFailure: true },
    )
  })

  async function check(given: readonly Turn[], wheres: readonly Where[]): Promise<void> {
    await calls.renew()
    state = emptyState(new Map<UserName, never>())
    for (const operation of beginning) await take({ caller: 'key', operation })
    for (const [step, turn] of given.entries()) {
      const told = `step ${step}: ${JSON.stringify(turn)}`
      try {
        await take(turn)
        for (const caller of everybody) await compareList(caller, null)
        await compareList(turn.caller, wheres[step] ?? null)
        await compareSchema()
      } catch (error) {
        throw new Error(told, { cause: error })
      }
    }
  }

  async function take({ caller, operation }: Turn): Promise<void> {
    if (isStaged(operation)) return transact(caller === 'guest' ? 'ann' : caller, operation)
    const expected = outcome(state, caller, operation)
    const answer = await calls.send({ caller, operation })
    assert.equal(answer.status, expected.status, JSON.stringify(answer.body))
    state = expected.state
  }

  async function transact(caller: CallerName, { operations, commit }: Staged): Promise<void> {
    const id = await calls.begin(caller)
    const expected = stagingStatus(state, caller, operations)
    const staged = await calls.stage(caller, id, operations)
    assert.equal(staged.status, expected, JSON.stringify(staged.body))
    const next = expected === 201 ? committed(state, caller, operations) : state
    if (next !== null) compare(await calls.list(caller, null, { transactionId: id }), next, caller, null)
    const ended = await calls.end(caller, id, commit)
    if (commit && next === null) {
      assert.ok(ended.status >= 400 && ended.status < 500, JSON.stringify(ended.body))
      return
    }
    assert.equal(ended.status, 200, JSON.stringify(ended.body))
    if (commit && next !== null) state = next
  }

  async function compareList(caller: CallerName, where: Where): Promise<void> {
    compare(await calls.list(caller, where), state, caller, where)
  }

  async function compareSchema(): Promise<void> {
    const { body } = await calls.clients.key.get(calls.table.path)
    assert.deepEqual(
      new Map(
        body.columns.map((one: Found) => [one.key, [one.type, one.size ?? 0, one.required, one.default, one.status]]),
      ),
      new Map(
        [...state.columns].map(([key, { kind, size, required, default: value }]) => [
          key,
          [kind, size, required, value, 'available'],
        ]),
      ),
    )
    assert.deepEqual(
      new Map(body.indexes.map(({ key, type, columns, status }: Found) => [key, { type, columns, status }])),
      state.indexes,
    )
  }
})

// oxlint-disable-next-line typescript/no-explicit-any
type Found = any

function isStaged(operation: Operation): operation is Staged {
  return operation.type === 'transaction'
}

function compare({ status, body }: Answer, state: State, caller: CallerName, where: Where): void {
  const [expected, rows] = answerOf(state, caller, where)
  assert.equal(status, expected, `the list of ${caller}: ${JSON.stringify(body)}`)
  if (expected !== 200) return
  const found = body.rows.map((row: Found) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !serverOwned.has(key))),
  )
  assert.deepEqual(found, rows, `the list of ${caller}`)
  assert.equal(body.total, rows.length)
}

const serverOwned = new Set(['$sequence', '$databaseId', '$tableId', '$createdAt', '$updatedAt'])

function answerOf(state: State, caller: CallerName, where: Where): readonly [number, readonly object[]] {
  try {
    return [200, listed(state, caller, where)]
  } catch (error) {
    if (error instanceof Refusal) return [error.status, []]
    throw error
  }
}
