import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ParamContext } from './params.ts'
import { assoc, boolean, choice, customId, integer, list, projectId, range, text, uid } from './kinds.ts'
import { datetime, email, password, phone, url } from './kinds-identity.ts'
import { permissions, queries } from './kinds-records.ts'
import { maybe, nullable, optional, type Param, parseParams } from './params.ts'

// These kinds read nothing of the request.
const context = {} as ParamContext
const accepts = (kind: Param, value: unknown): unknown => kind.parse(value, 'p', context)
const refuses = (kind: Param, ...values: readonly unknown[]): void => {
  for (const value of values) {
    assert.throws(
      () => kind.parse(value, 'p', context),
      { type: /^general_(argument|query)_invalid$/ },
      JSON.stringify(value),
    )
  }
}

describe('kinds of parameter', () => {
  it('count characters, not code units', () => {
    assert.equal(accepts(text({ max: 2 }, ''), '😀😀'), '😀😀')
    refuses(text({ max: 2 }, ''), '', 'abc', '😀😀😀', 5, null, undefined, ['a'])
  })

  it('make ids and check them', () => {
    assert.match(String(accepts(customId(''), 'unique()')), /^[0-9a-f]{20}$/)
    assert.equal(accepts(uid(''), 'a.b-c_D'), 'a.b-c_D')
    refuses(uid(''), '', '_a', '-a', '.a', 'a b', 'a'.repeat(37), 'unique()', 'ä')
    refuses(projectId(''), 'A', 'a', '-ab', 'a_b', 'a'.repeat(37))
  })

  it('take booleans loosely only where declared', () => {
    assert.equal(accepts(boolean({}, ''), 'false'), false)
    assert.equal(accepts(boolean({}, ''), 1), true)
    refuses(boolean({}, ''), '', 'yes', 2, null)
    refuses(boolean({ loose: false }, ''), 'true', 1)
  })

  it('keep whole numbers exact', () => {
    assert.equal(accepts(integer({}, ''), 9007199254740993n), 9007199254740993n)
    refuses(integer({}, ''), 1.5, '5', Number.NaN)
    refuses(range({ min: 1, max: 3 }, ''), 0, 4, 1.5, 'x', null)
  })

  it('check every entry of a list', () => {
    refuses(list(uid(''), { max: 2 }, ''), ['a', 'b', 'c'], ['_'], 'a', { 0: 'a' })
  })

  it('compare choices in the case that is declared', () => {
    assert.equal(accepts(choice(['recoveryCode'], '', { caseSensitive: false }), 'recoverycode'), 'recoveryCode')
    refuses(choice(['a'], ''), 'A', 1)
  })

  it('bound objects', () => {
    assert.deepEqual(accepts(assoc(''), []), {})
    refuses(assoc('', 10), { a: 'long enough' }, [1], 'x', null)
    const bottomless = { a: JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown }
    assert.throws(() => accepts(assoc(''), bottomless), { type: 'general_argument_invalid' })
  })

  it('read people', () => {
    assert.equal(accepts(email(''), 'Ada@Example.COM'), 'ada@example.com')
    refuses(email(''), 'ada', 'a@b', 'a b@c.de', '.a@b.de', 'a..b@c.de', `${'a'.repeat(65)}@b.de`)
    refuses(phone(''), '123', '+0123456789', '+1', '+12345678901234567')
    refuses(password(''), 'short', 'x'.repeat(257))
    refuses(url(''), 'x', 'ftp://a.b', 'javascript:alert(1)', '//a')
  })

  it('read instants as UTC without a zone', () => {
    assert.deepEqual(accepts(datetime(''), '2026-01-02 03:04:05'), new Date('2026-01-02T03:04:05Z'))
    assert.deepEqual(accepts(datetime(''), '2026-01-02'), new Date('2026-01-02T00:00:00Z'))
    refuses(datetime(''), 'tomorrow', '', '0999-01-01', '2026-13-01', 5)
  })

  it('parse permissions and queries', () => {
    assert.deepEqual(accepts(permissions(['read'], ''), ['read("any")']), ['read("any")'])
    refuses(
      permissions(['read'], ''),
      ['create("any")'],
      ['read(any)'],
      ['read("nobody")'],
      'x',
      Array(101).fill('read("any")'),
    )
    refuses(queries([], ''), ['equal("a", ["b"])'], ['{"method":"nope"}'], ['[]'], [1], 'x')
  })
})

describe('parameters of a call', () => {
  it('are parsed in declared order, and the first fault is the answer', () => {
    const params = { first: uid(''), second: uid('') }
    assert.throws(() => parseParams(params, { second: '_' }, context), /`first` is required/)
  })

  it('take their fallback only when absent', () => {
    const params = {
      a: optional(text({ max: 5 }, ''), 'x'),
      b: maybe(text({ max: 5 }, '')),
      c: nullable(text({ max: 5 }, '')),
    }
    assert.deepEqual(parseParams(params, { c: null }, context), { a: 'x', b: null, c: null })
    assert.throws(() => parseParams(params, { a: null, c: null }, context), /`a` must be/)
  })

  it('ignore what nobody declared, and nothing inherited counts as given', () => {
    assert.deepEqual(parseParams({ constructor: optional(text({ max: 5 }, ''), '') }, { more: 1 }, context), {
      constructor: '',
    })
  })
})
