import { type endpoints } from '@basalt/api/endpoints'
import { toJson } from '@basalt/types'
import type { Random } from './random.ts'
import { badValue, goodValue } from './values.ts'

type Endpoint = (typeof endpoints)[number]

export type FuzzRequest = {
  readonly method: string
  readonly path: string
  readonly body: Buffer | string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Bodies that are no object of parameters at all. */
const brokenBodies: readonly (readonly [type: string, body: Buffer | string])[] = [
  ['application/json', '{"a":'],
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '[1,2,3]'],
  ['application/json', '"text"'],
  ['application/json', '1e999'],
  ['application/json', '{"a":1,"a":2}'],
  ['application/json', '['.repeat(50_000)],
  ['application/json', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ['application/json', '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'],
  ['application/json', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['application/json; charset=utf-16', '{"name":"x"}'],
  ['application/xml', '<a/>'],
  ['text/plain', 'name=x'],
  ['multipart/form-data', 'no boundary'],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nx'],
  ['application/x-www-form-urlencoded', 'a[b][c][]=1&a=2&=3&%ZZ=%ZZ&__proto__[x]=1'],
  ['application/x-www-form-urlencoded', 'a[]=1&'.repeat(5000)],
  ['', '{"name":"x"}'],
]

const badHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'x-appwrite-response-format': 'x'.repeat(100) },
  { 'x-appwrite-timestamp': 'soon' },
  { 'x-appwrite-locale': '../..' },
  { 'x-fallback-cookies': '{"a_session_console":{}}' },
  { 'x-appwrite-session': '%%%' },
  { 'x-appwrite-jwt': 'a.b.c' },
  { 'x-appwrite-mode': 'root' },
  { cookie: 'a_session_=x; =; a=b=c; __proto__=1' },
  { origin: 'null' },
  { origin: 'http://[::1' },
  { 'x-forwarded-for': ', , x' },
  { 'content-range': 'bytes 5-1/0' },
  { range: 'bytes=-0' },
]

/** One call of an operation with something wrong in it, and once in a while with nothing wrong. */
export function fuzzRequest(endpoint: Endpoint, ids: Readonly<Record<string, string>>, random: Random): FuzzRequest {
  const given = parameters(endpoint, ids, random)
  const inPath = new Set(endpoint.path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : [])))
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => pathPart(given[name], random))
  const rest = Object.entries(given).filter(([name]) => !inPath.has(name))
  const headers = random.chance(0.1) ? random.pick(badHeaders) : {}
  if (endpoint.method === 'GET') {
    return { method: 'GET', path: path + queryText(rest, random), body: undefined, headers }
  }
  if (random.chance(0.15)) {
    const [type, body] = random.pick(brokenBodies)
    return {
      method: endpoint.method,
      path,
      body,
      headers: { ...headers, ...(type === '' ? {} : { 'content-type': type }) },
    }
  }
  return { method: endpoint.method, path, body: toJson(Object.fromEntries(rest)), headers }
}

/** Parameters that are right but for one to three. */
function parameters(
  endpoint: Endpoint,
  ids: Readonly<Record<string, string>>,
  random: Random,
): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {}
  for (const [name, { rule, schema, optional }] of Object.entries(endpoint.params)) {
    if (!optional || random.chance(0.6)) given[name] = goodValue(name, rule, schema, ids, random)
  }
  const names = Object.keys(endpoint.params)
  for (let faults = random.below(4); faults > 0 && names.length > 0; faults--) {
    const name = random.pick(names)
    const param = endpoint.params[name]
    if (param === undefined) continue
    if (random.chance(0.15)) Reflect.deleteProperty(given, name)
    else given[name] = badValue(random, param.rule)
  }
  if (random.chance(0.1)) given['unknownField'] = badValue(random, {})
  return given
}

function pathPart(value: unknown, random: Random): string {
  if (random.chance(0.03)) return random.pick(['%00', '%ZZ', '%E0%A4%A', '..%2f..', '%2e%2e', 'x'.repeat(600)])
  const text = typeof value === 'string' ? value : (toJson(value) ?? '')
  // A lone surrogate cannot be written in a URL.
  return encodeURIComponent(text.toWellFormed().slice(0, 2000)) || '%20'
}

function queryText(pairs: readonly (readonly [string, unknown])[], random: Random): string {
  if (random.chance(0.05))
    return random.pick([
      '?%',
      '?&&&==',
      '?queries[=x',
      '?queries[a][b]=x',
      '?queries[]=1&queries=2',
      `?${'a=1&'.repeat(2000)}`,
    ])
  const texts = pairs.flatMap(([name, value]) => {
    if (!Array.isArray(value)) return [[name, value] as const]
    return value.map((entry, index) => [`${name}[${index}]`, entry] as const)
  })
  const encode = (value: unknown): string => {
    const text = typeof value === 'string' ? value : (toJson(value) ?? '')
    return encodeURIComponent(text.toWellFormed().slice(0, 3000))
  }
  return texts.length === 0
    ? ''
    : `?${texts
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .join('&')
        .slice(0, 12_000)}`
}
