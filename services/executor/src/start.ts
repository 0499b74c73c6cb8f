import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Config } from '@basalt/config'
import { createLog, listen, openMetrics, type Running } from '@basalt/service'

/** Starts the executor on the internal network. It says that it is ready, and refuses everything else. */
export async function start(config: Config): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'executor')
  stack.adopt(await openMetrics(config, 'executor'), (metrics) => metrics.close())
  const server = createServer(answer)
  const address = await listen(server, config.http)
  stack.use(server)
  log.info({ address }, 'listening')
  const owned = stack.move()
  return { address, close: () => owned.disposeAsync() }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const ready = request.method === 'GET' && request.url === '/ready'
  response.writeHead(ready ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ status: ready ? 'pass' : 'not found' }))
}
