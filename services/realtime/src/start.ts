import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { openBus } from '@basalt/bus'
import type { Config } from '@basalt/config'
import { Access } from '@basalt/core/access'
import { checkCache, checkDatabase } from '@basalt/core/health'
import { consoleProject, ProjectDirectory } from '@basalt/core/projects'
import { Secrets } from '@basalt/core/secrets'
import { Usage } from '@basalt/core/usage'
import { openDatabase } from '@basalt/database'
import { createLog, listen, type Metrics, openMetrics, type Running } from '@basalt/service'
import { Gateway } from './gateway.ts'
import type { Services } from './services.ts'

const path = '/v1/realtime'

export type Options = {
  readonly server?: Server
  /** The metrics of a process that runs other services too; its owner closes them. */
  readonly metrics?: Metrics
}

/** Starts the realtime gateway. With `options.server` it takes the upgrades of that server, whose owner closes it. */
export async function start(config: Config, options: Options = {}): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'realtime')
  const [database, bus] = await Promise.all([openDatabase(config.database, log), openBus(config.redis, log)])
  stack.use(database)
  stack.use(bus)
  const projects = new ProjectDirectory(database.platform, consoleProject(config, database.platform.schema))
  const access = new Access(database, projects, new Secrets(config.secrets))
  const metrics = options.metrics ?? stack.adopt(await openMetrics(config, 'realtime'), (one) => one.close())
  metrics.whenReady(() => checkDatabase(database.platform))
  metrics.whenReady(() => checkCache(bus))
  const usage = stack.use(new Usage(database, log))
  const services: Services = { config, log, database, bus, projects, access, usage, metrics }

  // A server closes only when its sockets have: so it is opened before, and closed after them.
  const server = options.server ?? stack.adopt(createServer(answerPlainRequest), closeServer)
  const gateway = stack.adopt(new Gateway(services), (one) => one.close())
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (pathOf(request) === path) gateway.accept(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  }
  server.on('upgrade', upgrade)
  stack.defer(() => void server.off('upgrade', upgrade))
  const address = options.server ? '' : await listen(server, config.http)
  if (!options.server) log.info({ address }, 'listening')

  const owned = stack.move()
  return { address, close: () => owned.disposeAsync() }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]?.replace(/\/$/, '') ?? ''
}

/** The gateway speaks WebSocket only. */
function answerPlainRequest(request: IncomingMessage, response: ServerResponse): void {
  const status = pathOf(request) === path ? 426 : 404
  response.writeHead(status, { 'Content-Type': 'application/json', Upgrade: 'websocket', Connection: 'Upgrade' })
  response.end(
    JSON.stringify({ message: 'This address speaks WebSocket.', code: status, type: 'general_route_not_found' }),
  )
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
