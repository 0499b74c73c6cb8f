import type { Project } from '@basalt/core/projects'
import { fail } from '@basalt/types'

/** What a kind may need of the request besides the value. */
export type ParamContext = { readonly project: Project; readonly hostname: string; readonly hasDevKey: boolean }

/** A JSON Schema, as OpenAPI documents carry it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * One parameter: how its value is read, and how it describes itself. `rule` names the check in the contract's
 * compact form, so that declarations can be compared with it.
 */
export type Param<T = unknown> = {
  readonly parse: (value: unknown, name: string, context: ParamContext) => T
  readonly schema: JsonSchema
  readonly rule: JsonSchema
  readonly doc: string
  readonly optional: boolean
  /** Value when the parameter is absent. */
  readonly fallback?: T
  readonly nullable: boolean
}

export type ParsedParams<P> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never }

export function param<T>(parse: Param<T>['parse'], schema: JsonSchema, rule: JsonSchema, doc: string): Param<T> {
  return Object.freeze({ parse, schema, rule, doc, optional: false, nullable: false })
}

/** The parameter may be absent, and is `fallback` then. A null that is given is still checked. */
export function optional<T, const F extends T>(inner: Param<T>, fallback: F): Param<T> {
  return Object.freeze({ ...inner, optional: true, fallback })
}

/** The parameter may be null. */
export function nullable<T>(inner: Param<T>): Param<T | null> {
  const { fallback: _none, ...rest } = inner
  return Object.freeze({
    ...rest,
    nullable: true,
    parse: (value: unknown, name: string, context: ParamContext) =>
      value === null ? null : inner.parse(value, name, context),
  })
}

/** The parameter may be absent or null, and is null then. */
export const maybe = <T>(inner: Param<T>): Param<T | null> => optional(nullable(inner), null)

/** Parses all parameters of a call in declared order; the first fault is the answer. @throws `general_argument_invalid` */
export function parseParams(
  params: Readonly<Record<string, Param>>,
  given: Readonly<Record<string, unknown>>,
  context: ParamContext,
): Record<string, unknown> {
  const parsed: Record<string, unknown> = {}
  for (const name in params) {
    const declared = params[name]
    if (!declared) continue
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value !== undefined) parsed[name] = declared.parse(value, name, context)
    else if (declared.optional) parsed[name] = declared.fallback
    else throw invalid(name, 'is required')
  }
  return parsed
}

/** The error of a parameter: `name` and what is wanted of it. */
export function invalid(name: string, wanted: string): Error {
  return fail('general_argument_invalid', { reason: `Parameter \`${name}\` ${wanted}.` })
}
