import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Config } from '@basalt/config'
import { createLog, type Running } from '@basalt/service'

/** Starts the executor on the internal network. It answers health checks, and refuses everything else. */
export async function start(config: Config): Promise<Running> {
  const log = createLog(config, 'executor')
  const server = createServer(answer)
  const { host, port } = config.http
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  const address = `http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`
  log.info({ address }, 'listening')
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()))
  return {
    address,
    async close() {
      server.close()
      server.closeIdleConnections()
      await closed
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const healthy = request.method === 'GET' && request.url === '/health'
  response.writeHead(healthy ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ status: healthy ? 'pass' : 'not found' }))
}
