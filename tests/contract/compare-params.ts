import { isDeepStrictEqual } from 'node:util'
import type { Endpoint, OperationParam, Rule } from './contract.ts'

type Declared = Endpoint['params'][string]

/** Differences in names, order, place, obligation, defaults, nullability, choices and rules of parameters. */
export function compareParams(endpoint: Endpoint, wanted: readonly OperationParam[]): readonly string[] {
  const names = Object.keys(endpoint.params)
  const wantedNames = wanted.map(({ name }) => name)
  const missing = wantedNames.filter((name) => !names.includes(name))
  const extra = names.filter((name) => !wantedNames.includes(name))
  const common = names.filter((name) => wantedNames.includes(name))
  const wantedOrder = wantedNames.filter((name) => names.includes(name))
  return [
    ...missing.map((name) => `param ${name} is missing`),
    ...extra.map((name) => `param ${name} is not in the contract`),
    ...(isDeepStrictEqual(common, wantedOrder)
      ? []
      : [`params are in the order ${common.join()}, not ${wantedOrder.join()}`]),
    ...wanted.flatMap((param) => {
      const declared = endpoint.params[param.name]
      if (!declared) return []
      return compareParam(placeOf(endpoint, param.name), declared, param).map((what) => `param ${param.name}: ${what}`)
    }),
  ]
}

function placeOf({ method, path }: Endpoint, name: string): OperationParam['in'] {
  const inPath = path.split('/').includes(`:${name}`)
  return inPath ? 'path' : method === 'GET' ? 'query' : 'body'
}

function compareParam(place: OperationParam['in'], declared: Declared, wanted: OperationParam): readonly string[] {
  const found: string[] = []
  const compare = (what: string, given: unknown, expected: unknown): void => {
    if (!isDeepStrictEqual(given, expected)) found.push(`${what} is ${show(given)}, not ${show(expected)}`)
  }
  compare('place', place, wanted.in)
  compare('required', !declared.optional, wanted.required)
  compare('nullable', declared.nullable, wanted.nullable)
  // A default that an environment variable decides is the operator's.
  if (!wanted.required && declared.optional && wanted.defaultEnv === undefined) {
    compare('default', plain(declared.fallback), wanted.default ?? null)
  }
  if (wanted.enum) compare('choices', choicesOf(declared.schema), choicesAs(wanted, declared.schema))
  if (wanted.validator) found.push(...compareRule(declared.rule, wanted.validator))
  return found
}

/** Facts of a rule that declarations leave to core, which knows the table or the project. */
const leftToCore: Readonly<Record<string, readonly string[]>> = {
  queries: ['methods', 'maxValues', 'listedButIgnored', 'selectable'],
  enum: ['values', 'limitedBy'],
}

function compareRule(declared: Rule, wanted: Rule): readonly string[] {
  const kind = String(wanted['validator'])
  if (declared['validator'] !== kind) return [`is checked as ${show(declared['validator'])}, not ${show(kind)}`]
  const found: string[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (name === 'validator' || leftToCore[kind]?.includes(name)) continue
    const given = declared[name]
    if (name === 'items' && isRule(given) && isRule(value))
      found.push(...compareRule(given, value).map((what) => `items ${what}`))
    else if (!isDeepStrictEqual(normal(given), normal(value)))
      found.push(`rule ${name} is ${show(given)}, not ${show(value)}`)
  }
  return found
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The order of a list of attributes or actions says nothing. */
function normal(value: unknown): unknown {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value.toSorted() : value
}

/** The wire form of a default: what a 64-bit or empty value looks like in the contract. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}

function choicesOf(schema: Rule): unknown {
  const items = schema['items']
  const choices = schema['enum'] ?? (isRule(items) ? items['enum'] : undefined)
  return normal(choices)
}

/** Choices may be written as SDKs send them or as the source spells them, where case does not count. */
function choicesAs({ enum: sent, enumMixedCase: spelled }: OperationParam, schema: Rule): unknown {
  const declared = choicesOf(schema)
  return spelled && isDeepStrictEqual(declared, normal(spelled)) ? declared : normal(sent)
}

export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'unset'
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}
