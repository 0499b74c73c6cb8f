const actions = new Set(['create', 'update', 'upsert', 'delete', 'ping'])

const twins: readonly (readonly [string, string])[] = [
  ['collections', 'tables'],
  ['documents', 'rows'],
  ['attributes', 'columns'],
]

/** An event's parts: `users.U.sessions.S.create` has two levels and the action `create`. */
export type EventParts = {
  readonly levels: readonly (readonly [type: string, id: string])[]
  /** `create`, or with an attribute `update.email`; empty when the event names a resource only. */
  readonly action: string
  readonly attribute: string
}

export function partsOf(event: string): EventParts {
  const segments = event.split('.')
  const levels: [string, string][] = []
  let index = 0
  for (; index + 1 < segments.length && !(index > 0 && actions.has(segments[index] ?? '')); index += 2) {
    levels.push([segments[index] ?? '', segments[index + 1] ?? ''])
  }
  return { levels, action: segments[index] ?? '', attribute: segments.slice(index + 1).join('.') }
}

/**
 * Every name under which an event is heard, the most specific first: with action and attribute, with the action,
 * without, and each parent; each with all mixes of real ids and `*`. Collection names have their table twins.
 */
export function eventNames(event: string): readonly string[] {
  const { levels, action, attribute } = partsOf(event)
  const endings =
    action === '' ? [''] : attribute === '' ? [`.${action}`, ''] : [`.${action}.${attribute}`, `.${action}`, '']
  // A resource without parents is heard as `update` before `update.email`, as clients expect of the first name.
  if (levels.length === 1 && endings.length === 3) endings.splice(0, 2, `.${action}`, `.${action}.${attribute}`)
  const names = endings.flatMap((ending) => mixes(levels).map((path) => path + ending))
  // `teams.T.update.status` for a membership is odd, but names of webhooks and functions may rely on it.
  if (levels.length > 1 && attribute !== '') {
    names.push(...mixes(levels.slice(0, 1)).map((path) => `${path}.${action}.${attribute}`))
  }
  for (let depth = levels.length - 1; depth > 0; depth--) names.push(...mixes(levels.slice(0, depth)))
  return withTwins(names)
}

function mixes(levels: EventParts['levels']): readonly string[] {
  const all: string[] = []
  for (let mask = 0; mask < 2 ** levels.length; mask++) {
    const segments = levels.map(([type, id], level) => `${type}.${mask & (1 << level) ? '*' : id}`)
    all.push(segments.join('.'))
  }
  return all
}

function withTwins(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const segments = name.split('.')
    if (!segments.includes('collections')) return [name]
    const twin = segments.map((segment, index) =>
      index % 2 === 0 ? (twins.find(([from]) => from === segment)?.[1] ?? segment) : segment,
    )
    return [name, twin.join('.')]
  })
}
