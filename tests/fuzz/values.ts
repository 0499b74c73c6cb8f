import type { Random } from './random.ts'

type Rule = Readonly<Record<string, unknown>>
type Ids = Readonly<Record<string, string>>

/** Values that no parameter wants, or that few do: each tries to break one thing. */
const badValues: readonly unknown[] = [
  [
    '',
    ' ',
    '\0',
    '\u202e',
    '💥'.repeat(40),
    'ﬀ',
    '\ud800',
    "'; DROP TABLE users; --",
    '`',
    '%',
    '_',
    '../../etc/passwd',
  ],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'unique()', 'null', 'undefined', 'NaN', '[object Object]'],
  [
    'x'.repeat(37),
    'x'.repeat(300),
    'x'.repeat(70_000),
    '0',
    '-1',
    '1e309',
    '0x10',
    '９',
    '2026-13-45',
    '+1',
    'a@b',
    'http://',
  ],
  [null, true, false, 0, -1, 1.5, 1e300, -0, 2 ** 53, 9_007_199_254_740_993n, -(2n ** 63n), 2n ** 64n],
  [[], [[]], [null], ['x'.repeat(5000)], Array(1001).fill('a'), [{}], [1, 'a', null, []]],
  [{}, { length: 5 }, { __proto__: null, $id: 'x' }, { toString: 'x' }, { toJSON: 1 }, { $ne: null }],
  [JSON.parse('{"__proto__":{"admin":true}}'), { constructor: { prototype: {} } }, nested(60)],
].flat()

/** Texts of queries, from nonsense to almost right. */
const badQueries: readonly string[] = [
  ['', 'null', '[]', '{}', '{', '"x"', 'equal("a", 1)', '{"method":"nope"}', '{"method":"equal"}', '{"method":null}'],
  ['{"method":"equal","attribute":"$id","values":"x"}', '{"method":"equal","attribute":[],"values":[1]}'],
  ['{"method":"equal","attribute":"__proto__","values":[1]}', '{"method":"equal","attribute":"$id","values":[null]}'],
  [
    '{"method":"equal","attribute":"$id","values":[{"a":1}]}',
    '{"method":"equal","attribute":"a.b.c.d.e","values":[1]}',
  ],
  ['{"method":"limit","values":[-1]}', '{"method":"limit","values":[1e99]}', '{"method":"limit","values":["x"]}'],
  ['{"method":"offset","values":[99999999999999999999]}', '{"method":"cursorAfter","values":[""]}'],
  [
    '{"method":"cursorAfter","values":["nothere"]}',
    '{"method":"cursorBefore","values":[[]]}',
    '{"method":"or","values":[]}',
  ],
  [
    '{"method":"or","values":[1,2]}',
    '{"method":"select","values":["*","$id","nope.*"]}',
    '{"method":"orderAsc","attribute":"`"}',
  ],
  [
    '{"method":"search","attribute":"name","values":["+-><()~*\\"@"]}',
    '{"method":"between","attribute":"$createdAt","values":["x","y"]}',
  ],
  [
    '{"method":"contains","attribute":"$id","values":["%"]}',
    '{"method":"isNull","attribute":"$createdAt"}',
    'x'.repeat(5000),
  ],
  [
    '{"method":"distanceLessThan","attribute":"$id","values":[[[1,2],1]]}',
    '{"method":"notStartsWith","attribute":"name","values":[1]}',
  ],
].flat()

export function badValue(random: Random, rule: Rule): unknown {
  if (rule['validator'] === 'queries' && random.chance(0.8)) {
    return Array.from({ length: 1 + random.below(3) }, () => random.pick(badQueries))
  }
  // Undefined would mean "not sent", which has its own chance elsewhere.
  return random.pick(badValues) ?? null
}

/** A value that the rule accepts, so that the fault lies elsewhere. `ids` are things that exist, by parameter. */
export function goodValue(name: string, rule: Rule, schema: Rule, ids: Ids, random: Random): unknown {
  const tag = random.below(1e9).toString(36)
  const choices = schema['enum']
  if (Array.isArray(choices)) return random.pick(choices as readonly unknown[])
  switch (rule['validator']) {
    case 'customId':
      return random.chance(0.5) ? 'unique()' : `fuzz${tag}`
    case 'uid':
      return ids[name] ?? 'nothere'
    case 'key':
      return random.chance(0.5) ? (ids[name] ?? `key${tag}`) : `key${tag}`
    case 'email':
      return `fuzz-${tag}@basalt.test`
    case 'phone':
      return `+1555${String(random.below(1e7)).padStart(7, '0')}`
    case 'password':
      return `Passw0rd-${tag}`
    case 'url':
    case 'redirectUrl':
      return 'http://localhost/after'
    case 'boolean':
      return random.chance(0.5)
    case 'integer':
    case 'float':
    case 'numeric':
      return random.below(100)
    case 'range':
      return typeof rule['min'] === 'number' ? rule['min'] : 1
    case 'datetime':
      return '2027-01-02T03:04:05.000+00:00'
    case 'array':
    case 'queries':
    case 'permissions':
    case 'roles':
      return []
    case 'json':
    case 'assoc':
      return { title: 'x', n: 1 }
    case 'ip':
      return '10.0.0.1'
    case 'hostname':
      return 'fuzz.test'
    default:
      return `text ${tag}`
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) }
}
