import FindMyWay from 'find-my-way'
import type { Endpoint, Method } from './endpoint.ts'

export type Match = { readonly endpoint: Endpoint; readonly path: Readonly<Record<string, string>> }

/** Finds the operation of a method and path; the cost does not grow with the number of operations. */
export class Router {
  readonly #routes = FindMyWay({ ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 512 })

  constructor(endpoints: readonly Endpoint[]) {
    for (const endpoint of endpoints) {
      for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
        this.#routes.on(endpoint.method, path, () => undefined, endpoint)
      }
    }
  }

  /** HEAD is answered by GET. Null when nothing has this method and path. */
  find(method: string, path: string): Match | null {
    const found = this.#routes.find((method === 'HEAD' ? 'GET' : method) as Method, path) // unknown ones match nothing
    if (!found) return null
    return { endpoint: found.store as Endpoint, path: found.params as Record<string, string> } // stored above
  }
}
