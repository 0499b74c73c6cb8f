import { endpoints } from '@basalt/api/endpoints'
import { declaredPath, readData, readOperations } from '../contract.ts'

/** One recorded call, normalised: ids are `<id1>`, times `<time>`, secrets `<secret>`, messages blank. */
export type Recorded = {
  readonly name: string
  readonly request: {
    readonly method: string
    /** Without `/v1`; queries are not encoded. */
    readonly path: string
    /** Who called, as the script of the recording names the actor. */
    readonly auth: string
    readonly body?: unknown
    readonly headers?: Readonly<Record<string, string>>
  }
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly response?: unknown
  /** Realtime messages or delivered webhooks instead of an answer. */
  readonly frames?: unknown
}

export function readRecording(name: string): readonly Recorded[] {
  return readData(`golden/${name}.json`) as readonly Recorded[] // a checked-in file of this form
}

const declared = new Set(
  endpoints.flatMap(({ method, path, aliases = [] }) => [path, ...aliases].map((each) => `${method} ${each}`)),
)

/** Every path of the contract, those with the fewest parameters first: they win, as in a router. */
const routes = readOperations()
  .flatMap(({ method, path, aliases = [] }) =>
    [path, ...aliases.map((alias) => alias.path)].map(declaredPath).map((each) => ({
      method,
      path: each,
      pattern: new RegExp(`^${each.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}/?$`),
    })),
  )
  .toSorted((left, right) => left.path.split(':').length - right.path.split(':').length)

/** False for calls of operations that Basalt does not have yet. Calls to routes that must not exist are always played. */
export function isDeclared({ request, response }: Recorded): boolean {
  const path = `/v1${request.path.split('?', 1)[0]}`
  const isRefusal = typeof response === 'object' && response !== null && 'type' in response
  if (request.method === 'OPTIONS' || (isRefusal && response.type === 'general_route_not_found')) return true
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path))
  return route !== undefined && declared.has(`${route.method} ${route.path}`)
}
