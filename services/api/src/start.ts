import { createServer, type Server } from 'node:http'
import { openBus, Queues } from '@basalt/bus'
import type { Config } from '@basalt/config'
import { Access } from '@basalt/core/access'
import { Images } from '@basalt/core/avatars'
import { Previews } from '@basalt/core/images'
import { Rows, Tables } from '@basalt/core/databases'
import { checkCache, checkDatabase } from '@basalt/core/health'
import { Places } from '@basalt/core/locale'
import { noteChanges } from '@basalt/core/maintenance'
import { consoleProject, migrateAll, ProjectDirectory } from '@basalt/core/projects'
import { Secrets } from '@basalt/core/secrets'
import { openStorage } from '@basalt/core/storage'
import { Usage } from '@basalt/core/usage'
import { openDatabase } from '@basalt/database'
import { Mailer } from '@basalt/delivery'
import { ExecutorClient } from '@basalt/executor-client'
import { createLog, listen, type Metrics, openMetrics, type Running } from '@basalt/service'
import express from 'express'
import { createDispatcher } from '#http/dispatch.ts'
import { answerMalformed } from '#http/malformed.ts'
import { measureRequests } from '#http/measure.ts'
import { servePages } from '#http/pages.ts'
import type { Services } from '#http/services.ts'
import { endpoints } from './endpoints.ts'
import { serveHosts } from './hosts/hosts.ts'

type Options = {
  /** Attaches to this server, which its owner lets listen and closes. */
  readonly server?: Server
  /** The metrics of a process that runs other services too; its owner closes them. */
  readonly metrics?: Metrics
}

/** Starts the REST API. */
export async function start(config: Config, options: Options = {}): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'api')
  const [database, bus] = await Promise.all([openDatabase(config.database, log), openBus(config.redis, log)])
  stack.use(database)
  stack.use(bus)
  const queues = stack.use(new Queues(bus))
  const mailer = stack.use(new Mailer(config.outgoing))
  await migrateAll(database)
  noteChanges(database)

  const secrets = new Secrets(config.secrets)
  const projects = new ProjectDirectory(database.platform, consoleProject(config, database.platform.schema))
  const access = new Access(database, projects, secrets)
  const tables = new Tables()
  const rows = new Rows({ tables, bus, secrets })
  const usage = stack.use(new Usage(database, log))
  const places = new Places(config.geoDatabase, (err) => log.error({ err }, 'the database of countries cannot be read'))
  await places.check()
  const services: Services = {
    config,
    log,
    database,
    bus,
    queues,
    mailer,
    secrets,
    projects,
    access,
    tables,
    rows,
    usage,
    places,
    images: new Images(),
    previews: stack.use(new Previews(config.storage.previewMaxBytes)),
    storage: openStorage(config, secrets),
    executor: stack.use(new ExecutorClient({ urls: config.executor.urls, secrets: config.secrets })),
  }

  const metrics = options.metrics ?? stack.adopt(await openMetrics(config, 'api'), (one) => one.close())
  metrics.whenReady(() => checkDatabase(database.platform))
  metrics.whenReady(() => checkCache(bus))

  for (const id of Object.keys(config.rateLimits.overrides)) {
    if (!endpoints.some((endpoint) => endpoint.id === id)) log.warn({ id }, 'a rate limit is set for no operation')
  }
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  measureRequests(app, metrics)
  stack.use(serveHosts(app, services))
  servePages(app, config.http.consoleFolder)
  app.use(createDispatcher(services, endpoints))
  const server = options.server ?? stack.adopt(createServer(), closeServer)
  server.on('request', app)
  stack.defer(() => void server.off('request', app))
  stack.defer(answerMalformed(server))
  const address = options.server ? '' : await listen(server, config.http)
  if (!options.server) log.info({ address }, 'listening')

  const owned = stack.move()
  return { address, close: () => owned.disposeAsync() }
}

/** Stops taking connections and waits for the requests under way. */
async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
