/** A time that stands for `<time>` in requests. */
export const someTime = '2024-01-02T03:04:05.678+00:00'

const wireTime = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+00:00`
const placeholder = /<(id\d+|time[^>]*|secret|totp|n|text)>/g

/** What the placeholders of recorded calls stand for in this run: ids are bound when they are first seen. */
export class Bindings {
  readonly #ids = new Map<string, string>()

  bind(id: string, value: string): void {
    this.#ids.set(id, value)
  }

  get(id: string): string {
    return this.#ids.get(id) ?? `unbound-${id}`
  }

  /** Fills placeholders of a request in. */
  fill(value: unknown, time = someTime): unknown {
    if (typeof value === 'string') {
      return value.replaceAll(placeholder, (whole, name: string) => {
        if (name.startsWith('id')) return this.get(name)
        return name.startsWith('time') ? time : whole
      })
    }
    if (Array.isArray(value)) return value.map((entry) => this.fill(entry, time))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.fill(entry, time)]))
    }
    return value
  }

  /** Every place where an answer departs from the recorded one; binds the ids that it meets. */
  differences(expected: unknown, actual: unknown, path = ''): readonly string[] {
    const where = path === '' ? 'body' : path
    if (typeof expected === 'string')
      return this.#matches(expected, actual) ? [] : [`${where}: ${show(actual)}, not ${show(expected)}`]
    if (Array.isArray(expected)) {
      if (!Array.isArray(actual)) return [`${where}: ${show(actual)}, not a list`]
      const length =
        actual.length === expected.length ? [] : [`${where} has ${actual.length} entries, not ${expected.length}`]
      return [
        ...length,
        ...expected.flatMap((entry, index) =>
          index < actual.length ? this.differences(entry, actual[index], `${path}[${index}]`) : [],
        ),
      ]
    }
    if (isSummary(expected) && Array.isArray(actual)) {
      const shown = { count: actual.length, first: actual[0] as unknown, last: actual.at(-1) as unknown }
      return this.#objects(expected, shown, path)
    }
    if (typeof expected === 'object' && expected !== null) return this.#objects(expected, actual, path)
    return Object.is(expected, actual) ? [] : [`${where}: ${show(actual)}, not ${show(expected)}`]
  }

  #objects(expected: object, actual: unknown, path: string): readonly string[] {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return [`${path || 'body'}: ${show(actual)}, not an object`]
    const wanted = new Map(Object.entries(expected))
    const given = new Map<string, unknown>(Object.entries(actual))
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    return [
      ...[...wanted].flatMap(([key, entry]) => {
        if (!given.has(key)) return [`${at(key)} is missing`]
        // Messages are blank in the recordings.
        const isBlanked = key === 'message' && entry === '' && typeof given.get(key) === 'string'
        return isBlanked ? [] : this.differences(entry, given.get(key), at(key))
      }),
      ...[...given.keys()].flatMap((key) => (wanted.has(key) ? [] : [`${at(key)} is too much`])),
    ]
  }

  #matches(expected: string, actual: unknown): boolean {
    if (expected === '<n>') return typeof actual === 'number'
    if (typeof actual !== 'string') return false
    const names: string[] = []
    const pattern = expected
      .split(placeholder)
      .map((part, index) => (index % 2 === 0 ? RegExp.escape(part) : this.#pattern(part, names)))
    const found = new RegExp(`^${pattern.join('')}$`, 's').exec(actual)
    for (const [index, name] of names.entries()) {
      const value = found?.[index + 1]
      if (value !== undefined) this.#ids.set(name, value)
    }
    return found !== null
  }

  #pattern(name: string, names: string[]): string {
    if (name.startsWith('time')) return wireTime
    if (!name.startsWith('id')) return name === 'n' ? String.raw`\d+` : '.+'
    const bound = this.#ids.get(name)
    if (bound !== undefined) return RegExp.escape(bound)
    names.push(name)
    return '([A-Za-z0-9_.-]+)'
  }
}

/** Long lists are recorded by their length and their ends. */
function isSummary(
  expected: unknown,
): expected is { readonly count: number; readonly first: unknown; readonly last: unknown } {
  return typeof expected === 'object' && expected !== null && Object.keys(expected).join() === 'count,first,last'
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 90 ? `${text.slice(0, 87)}…` : text
}
