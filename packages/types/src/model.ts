/**
 * Response models as data: what a client sees is cut to one of these. A field that the model lacks never leaves the
 * server; one that is unset takes its default, or is null where the contract says so.
 */
export type FieldKind = 'text' | 'integer' | 'float' | 'boolean' | 'instant' | 'object' | 'any'

export type Field<T = unknown> = {
  readonly kind: FieldKind
  /** Names of the models that an object may have, tried in order by their `when`. */
  readonly models: readonly string[]
  readonly array: boolean
  /** Sent as null when unset; a field that is not takes `fallback`. */
  readonly nullable: boolean
  readonly fallback: unknown
  /** Blanked for callers that are neither key nor admin. */
  readonly sensitive: boolean
  readonly choices: readonly string[] | null
  /** Carries the type only. */
  readonly type?: T
}

export type Fields = Readonly<Record<string, Field>>

export type Model<F extends Fields = Fields> = {
  readonly fields: F
  /** True when keys beyond `fields` are sent as they are (rows, preferences). */
  readonly open: boolean
  /** Values that pick this model out of a union. */
  readonly when: Readonly<Record<string, string>> | null
}

function field<T>(kind: FieldKind, fallback: unknown): Field<T> {
  return { kind, models: [], array: false, nullable: false, fallback, sensitive: false, choices: null }
}

export const text = (fallback = ''): Field<string> => field('text', fallback)
export const integer = (fallback = 0): Field<number | string | bigint> => field('integer', fallback)
export const float = (fallback = 0): Field<number> => field('float', fallback)
export const boolean = (fallback = false): Field<boolean> => field('boolean', fallback)
/** Always `YYYY-MM-DDTHH:mm:ss.SSS+00:00`, or empty when it never happened. */
export const instant = (): Field<string> => field('instant', '')
export const json = (): Field<object> => field('object', {})
export const any = (): Field => field('any', null)

export const choice = <const C extends readonly string[]>(...choices: C): Field<C[number]> => ({
  ...field('text', ''),
  choices,
})

export type Nested<N extends string> = { readonly nested: N }

export const one = <const N extends string>(...models: readonly N[]): Field<Nested<N>> => ({
  ...field('object', null),
  models,
})

export const many = <const N extends string>(...models: readonly N[]): Field<readonly Nested<N>[]> => ({
  ...field('object', []),
  models,
  array: true,
})

export const array = <T>(item: Field<T>): Field<readonly T[]> =>
  ({ ...item, array: true, fallback: [] }) as Field<readonly T[]>
export const nullable = <T>(inner: Field<T>): Field<T | null> => ({ ...inner, nullable: true, fallback: null })
export const sensitive = <T>(inner: Field<T>): Field<T> => ({ ...inner, sensitive: true })

export function model<const F extends Fields>(fields: F, options: Partial<Omit<Model, 'fields'>> = {}): Model<F> {
  return { fields, open: options.open ?? false, when: options.when ?? null }
}
