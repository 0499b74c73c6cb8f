import type { IncomingMessage, ServerResponse } from 'node:http'
import { executeForDomain } from '@basalt/core/functions'
import { fail } from '@basalt/types'
import type { Bodies } from '#http/body.ts'
import type { Services } from '#http/services.ts'

type Visit = {
  readonly target: { readonly projectId: string; readonly functionId: string }
  readonly host: string
  readonly ip: string
  readonly protocol: string
}

/** About the connection, and not about the request or the answer. */
const hopByHop = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade'.split(' '),
)
const methodPattern = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/

/** Requests of visitors, and the runs of them that are yet to be written down. */
export class Visits implements AsyncDisposable {
  readonly #services: Services
  readonly #bodies: Bodies
  readonly #writing = new Set<Promise<void>>()

  constructor(services: Services, bodies: Bodies) {
    this.#services = services
    this.#bodies = bodies
  }

  async answer(request: IncomingMessage, response: ServerResponse, visit: Visit): Promise<void> {
    const { projects, database } = this.#services
    const project = await projects.find(visit.target.projectId)
    if (!project) throw fail('rule_not_found', { hostname: visit.host })
    const method = request.method ?? 'GET'
    if (!methodPattern.test(method)) throw fail('general_route_not_found', { method })
    const body = await this.#bodies.bytesOf(request)
    const answer = await executeForDomain(
      { services: this.#services, project, schema: database.schema(project.schema), clientIp: visit.ip },
      visit.target.functionId,
      { method, path: request.url ?? '/', headers: headersOf(request, visit), body },
    )
    for (const { name, value } of answer.headers) {
      if (!hopByHop.has(name) && name !== 'content-length') response.appendHeader(name, value)
    }
    response.statusCode = answer.statusCode
    const hasBody = method !== 'HEAD' && answer.statusCode !== 204 && answer.statusCode !== 304
    if (hasBody) response.setHeader('Content-Length', answer.body.length)
    response.end(hasBody ? answer.body : undefined)
    this.#keep(answer.keep())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#writing)
  }

  #keep(writing: Promise<void>): void {
    const kept = writing
      .catch((error: unknown) => this.#services.log.error({ err: error }, 'a run could not be written down'))
      .finally(() => this.#writing.delete(kept))
    this.#writing.add(kept)
  }
}

/** What the visitor sent, without what is about the connection or could pass for the server's own word. */
function headersOf({ headers }: IncomingMessage, { host, ip, protocol }: Visit): Readonly<Record<string, string>> {
  const own = /^x-(?:appwrite|basalt|open-runtimes|forwarded)-/
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || hopByHop.has(name) || own.test(name)) return []
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  })
  return {
    ...Object.fromEntries(given),
    host,
    'x-forwarded-for': ip,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol,
  }
}
