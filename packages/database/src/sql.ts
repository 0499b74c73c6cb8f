/** A value that a statement may bind. Dates are bound as UTC with milliseconds. */
export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array

/** A statement or a part of one: text with `?` marks, and the values for them. Made only by the functions below. */
export class Sql {
  readonly text: string
  readonly values: readonly SqlValue[]

  constructor(text: string, values: readonly SqlValue[]) {
    this.text = text
    this.values = values
  }
}

/**
 * Writes a statement. Every `${}` is a bound value, except another `Sql`, which is spliced in.
 * Identifiers enter through `name()`, lists through `join()`.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? ''
  const values: SqlValue[] = []
  for (const [index, part] of parts.entries()) {
    if (part instanceof Sql) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[index + 1] ?? ''
  }
  return new Sql(text, values)
}

/** A quoted identifier. @throws {TypeError} on anything but 1 to 64 letters, digits, `_` and `-`. */
export function name(identifier: string): Sql {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(identifier)) throw new TypeError('not an identifier')
  return new Sql(`\`${identifier}\``, [])
}

/** A whole number written into the text, for places that take no `?`. @throws {TypeError} on anything else. */
export function int(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new TypeError('not a whole number')
  return new Sql(String(value), [])
}

export function join(parts: readonly (SqlValue | Sql)[], separator = ', '): Sql {
  const pieces = parts.map((part) => (part instanceof Sql ? part : new Sql('?', [part])))
  return new Sql(
    pieces.map((piece) => piece.text).join(separator),
    pieces.flatMap((piece) => piece.values),
  )
}

/**
 * A list for `IN (…)`, filled up with repeats of its last value to the next power of two, so that a
 * growing list makes few prepared statements. @throws {TypeError} on an empty list.
 */
export function list(values: readonly SqlValue[]): Sql {
  const last = values.at(-1)
  if (last === undefined) throw new TypeError('an IN list needs a value')
  const size = 2 ** Math.ceil(Math.log2(values.length))
  const padded = [...values, ...Array<SqlValue>(size - values.length).fill(last)]
  return new Sql(`(${Array(size).fill('?').join(',')})`, padded)
}

export const empty = new Sql('', [])
