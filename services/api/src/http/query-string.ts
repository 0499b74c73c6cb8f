/** How deep `a[b][c]=…` may nest; deeper keys are taken literally. */
const maxDepth = 4
const maxPairs = 2000

/**
 * Reads a query string or form body. `name[]=` and `name[0]=` make lists, `name[key]=` objects.
 * Names of the object prototype are plain keys: nothing is inherited.
 */
export function parseForm(text: string): Record<string, unknown> {
  const root: Node = new Map()
  let pairs = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++pairs > maxPairs) break
    put(root, pathOf(name), value)
  }
  return objectOf(root)
}

type Node = Map<string, Node | string>

function pathOf(name: string): readonly string[] {
  const open = name.indexOf('[')
  if (open <= 0 || !name.endsWith(']')) return [name]
  const inner = name.slice(open + 1, -1).split('][')
  return inner.length >= maxDepth || inner.some((part) => /[[\]]/.test(part)) ? [name] : [name.slice(0, open), ...inner]
}

function put(node: Node, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path
  const key = head === '' ? String(node.size) : head
  if (rest.length === 0) {
    node.set(key, value)
    return
  }
  let child = node.get(key)
  if (!(child instanceof Map)) {
    child = new Map()
    node.set(key, child)
  }
  put(child, rest, value)
}

function valueOf(node: Node | string): unknown {
  if (typeof node === 'string') return node
  const keys = [...node.keys()]
  const isList = keys.every((key, index) => key === String(index))
  return isList ? keys.map((key) => valueOf(node.get(key) ?? '')) : objectOf(node)
}

function objectOf(node: Node): Record<string, unknown> {
  const entries = [...node].map(([key, child]) => [key, valueOf(child)] as const)
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, unknown>
}
