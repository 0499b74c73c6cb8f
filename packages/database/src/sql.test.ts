import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { int, join, list, name, Sql, sql } from './sql.ts'

describe('tagged SQL', () => {
  it('binds values and splices statements', () => {
    const inner = sql`b = ${2}`
    const statement = sql`SELECT ${name('a')} FROM t WHERE ${inner} AND c = ${'x'} LIMIT ${int(5)}`
    assert.equal(statement.text, 'SELECT `a` FROM t WHERE b = ? AND c = ? LIMIT 5')
    assert.deepEqual(statement.values, [2, 'x'])
  })

  it('pads lists to powers of two with their last value', () => {
    assert.deepEqual(list(['a', 'b', 'c']), new Sql('(?,?,?,?)', ['a', 'b', 'c', 'c']))
    assert.equal(list(['a']).text, '(?)')
    assert.throws(() => list([]), TypeError)
  })

  it('joins values and parts', () => {
    assert.deepEqual(join([1, sql`now(${2})`]), new Sql('?, now(?)', [1, 2]))
  })

  it('refuses anything that is no identifier or whole number', () => {
    for (const bad of ['', 'a`b', 'a b', 'a;', 'ä', 'x'.repeat(65), 'a.b', 'a\0'])
      assert.throws(() => name(bad), TypeError)
    for (const bad of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) assert.throws(() => int(bad), TypeError)
  })
})
