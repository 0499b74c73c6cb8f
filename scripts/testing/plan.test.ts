import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makePlan } from './plan.ts'

const root = join(import.meta.dirname, '..', '..')
const names = (words: readonly string[]): readonly string[] => makePlan(words, root).runs.map(({ suite }) => suite.name)

describe('what npm test runs', () => {
  it('is everything without a word, quick suites first', () => {
    const plan = makePlan([], root)
    assert.equal(plan.checks, true)
    assert.deepEqual(names([]), [
      'unit',
      'runtimes',
      'executor',
      'contract',
      'behaviour',
      'e2e',
      'console',
      'start',
      'fuzz',
      'crash',
      'containers',
      'fleet',
    ])
  })

  it('is the checks and the unit tests for quick', () => {
    assert.equal(makePlan(['quick'], root).checks, true)
    assert.deepEqual(names(['quick']), ['unit'])
  })

  it('is only the suites that are named', () => {
    assert.equal(makePlan(['fleet', 'contract'], root).checks, false)
    assert.deepEqual(names(['fleet', 'contract']), ['contract', 'fleet'])
  })

  it('is only the files whose path has a word, in any case', () => {
    const plan = makePlan(['Testing/PLAN'], root)
    assert.equal(plan.checks, false)
    assert.deepEqual(
      plan.runs.map(({ files }) => files),
      [['scripts/testing/plan.test.ts']],
    )
  })

  it('refuses a word that fits nothing, and an unknown option', () => {
    assert.throws(() => makePlan(['no-such-file-anywhere'], root), /No test file has "no-such-file-anywhere"/)
    assert.throws(() => makePlan(['--require-dcoker'], root), /is no option of the tests/)
  })
})
