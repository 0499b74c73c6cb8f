import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listen, type Log, type Running } from '@basalt/service'
import type { Options } from './options.ts'
import { objection } from './rules.ts'

const maxBodyBytes = 1024 * 1024
/** Of containers and the network. */
const takesBody = /^[^?]+\/create(?:\?|$)/

/** Starts the proxy: it hands requests to the engine that `rules.ts` allows, and answers 403 to all others. */
export async function start({ http, socket, volume }: Options, log: Log): Promise<Running> {
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = incoming
    const body = await readJson(incoming)
    const why = objection(method, url, body, volume)
    if (why === null) return pass({ socket, method, url, body: takesBody.test(url) ? body : null }, response)
    log.warn({ method, url, why }, 'refused')
    response.setHeader('connection', 'close')
    answer(response, 403, `Refused by the engine proxy: ${why}.`)
  }
  const server = createServer((incoming, response) => {
    if (incoming.url === '/ready') return answer(response, 200, 'ready')
    serve(incoming, response).catch((error: unknown) => {
      log.error({ err: error, method: incoming.method, url: incoming.url }, 'the engine did not answer')
      if (response.headersSent) response.destroy()
      else answer(response, 502, 'The engine cannot be reached.')
    })
  })
  const address = await listen(server, http)
  log.info({ address, volume }, 'listening')
  return {
    address,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

type Passed = { readonly socket: string; readonly method: string; readonly url: string; readonly body: unknown }

/**
 * The body goes on as it was understood here, not as it came: of a name that occurs twice, the engine could see the other
 * value. An answer may go on for as long as a container runs, and ends with the one who asked, who has the time-outs.
 */
function pass({ socket: socketPath, method, url, body }: Passed, response: ServerResponse): Promise<void> {
  const bytes = body === null ? '' : JSON.stringify(body)
  const headers = { 'content-length': Buffer.byteLength(bytes), ...(bytes && { 'content-type': 'application/json' }) }
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path: url, headers, agent: false }, (incoming) => {
      const type = incoming.headers['content-type']
      response.writeHead(incoming.statusCode ?? 502, type === undefined ? {} : { 'content-type': type })
      response.flushHeaders()
      incoming.pipe(response)
      incoming.once('close', () => {
        if (!incoming.complete) response.destroy()
        resolve()
      })
    })
    outgoing.once('error', reject)
    response.once('close', () => outgoing.destroy())
    outgoing.end(bytes)
  })
}

/** Null when there is none, or none that is JSON. */
async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return null
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks, size).toString())
  } catch {
    return null
  }
}

function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
}
