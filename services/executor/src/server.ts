import type { IncomingMessage, ServerResponse } from 'node:http'
import { ExecutorError, executorErrors } from '@basalt/executor-client'
import type { Log } from '@basalt/service'

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The parts of the path that a route leaves open. */
  readonly params: readonly string[]
}

/** Answers by itself, or with the bytes or the object that it returns. */
type Handler = (exchange: Exchange) => Promise<Buffer | object | null>

/** `DELETE /v1/deployments/:/:` with its handler. */
export type Routes = Readonly<Record<string, Handler>>

/** An id as it is in the database; it becomes part of file and container names. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,35}$/

/** The executor's internal API: authenticates, finds the handler, and turns what it throws into an answer. */
export function createHandler(
  routes: Routes,
  options: { readonly mayCall: (authorization: string | undefined) => boolean; readonly log: Log },
): (request: IncomingMessage, response: ServerResponse) => void {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, parts: path.split('/'), handler }
  })
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!options.mayCall(request.headers.authorization)) throw new ExecutorError('unauthorized')
    const parts = (request.url ?? '').split('/')
    const found = table.find(({ method, parts: wanted }) => method === request.method && matches(wanted, parts))
    if (!found) throw new ExecutorError('bad_request', { message: 'The executor has no such route.' })
    const params = parts.filter((_, index) => found.parts[index] === ':')
    if (!params.every((param) => idPattern.test(param))) throw new ExecutorError('bad_request')
    const answer = await found.handler({ request, response, params })
    if (answer !== null) send(response, 200, answer)
  }
  return (request, response) => {
    if (request.method === 'GET' && request.url === '/ready') return send(response, 200, { status: 'pass' })
    serve(request, response).catch((error: unknown) => {
      const known = error instanceof ExecutorError ? error : new ExecutorError('internal')
      if (known !== error) options.log.error({ err: error, url: request.url }, 'executor request failed')
      if (response.headersSent || response.destroyed) {
        response.destroy()
        return
      }
      // Bytes of a body that nobody has read would be taken for the next request.
      if (!request.complete) response.setHeader('connection', 'close')
      send(response, executorErrors[known.type].status, known)
    })
  }
}

function matches(wanted: readonly string[], parts: readonly string[]): boolean {
  return wanted.length === parts.length && wanted.every((part, index) => part === ':' || part === parts[index])
}

function send(response: ServerResponse, status: number, answer: Buffer | object): void {
  const bytes = Buffer.isBuffer(answer) ? answer : Buffer.from(JSON.stringify(answer))
  const type = Buffer.isBuffer(answer) ? 'application/octet-stream' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
}
