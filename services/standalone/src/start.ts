import { createServer, type Server } from 'node:http'
import * as api from '@basalt/api'
import type { Config } from '@basalt/config'
import * as executor from '@basalt/executor'
import * as realtime from '@basalt/realtime'
import { listen, openMetrics, type Running } from '@basalt/service'
import * as worker from '@basalt/worker'

const drainSeconds = 10

/** Starts every service in this process behind one port. The port opens last, when all of them are ready. */
export async function start(config: Config): Promise<Running> {
  await using stack = new AsyncDisposableStack() // a failure half way closes what was opened
  const keep = async (starting: Promise<Running>): Promise<Running> => stack.adopt(await starting, (one) => one.close())
  const server = createServer()
  const metrics = stack.adopt(await openMetrics(config, 'standalone'), (one) => one.close())
  const { address: executorUrl } = await keep(executor.start(onThisMachine(config)))
  const withExecutor = { ...config, executor: { ...config.executor, urls: [executorUrl] } }
  // The API brings the schemas up to date, which the others rely on.
  await keep(api.start(withExecutor, { server, metrics }))
  await keep(worker.start(withExecutor, { metrics }))
  // Closing goes backwards: sockets first, then the requests under way, then what serves them.
  stack.defer(() => drain(server))
  await keep(realtime.start(config, { server, metrics }))
  const address = await listen(server, config.http)
  const owned = stack.move()
  return {
    address,
    close() {
      server.close()
      return owned.disposeAsync()
    },
  }
}

async function drain(server: Server): Promise<void> {
  const overdue = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearTimeout(overdue)
}

/** The executor is for the other services alone: a free port that nobody reaches from outside. */
function onThisMachine(config: Config): Config {
  return { ...config, http: { ...config.http, host: '127.0.0.1', port: 0, metricsPort: null } }
}
