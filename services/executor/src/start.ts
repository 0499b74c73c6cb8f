import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Config } from '@basalt/config'
import { createLog, listen, openMetrics, type Running } from '@basalt/service'
import { CodeCache } from './code-cache.ts'
import { routesOf } from './routes.ts'
import { createHandler } from './server.ts'
import { tokenCheck } from './tokens.ts'

/** Starts the executor on the internal network. */
export async function start(config: Config): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'executor')
  stack.adopt(await openMetrics(config, 'executor'), (metrics) => metrics.close())
  const code = await CodeCache.open(join(config.executor.folder, 'code'), config.executor.cacheBytes)
  const server = createServer(createHandler(routesOf({ code }), { mayCall: tokenCheck(config.secrets), log }))
  const address = await listen(server, config.http)
  stack.use(server)
  log.info({ address }, 'listening')
  const owned = stack.move()
  return { address, close: () => owned.disposeAsync() }
}
