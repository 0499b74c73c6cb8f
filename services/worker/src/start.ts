import { openBus, Queues, startWorkers } from '@basalt/bus'
import type { Config } from '@basalt/config'
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
import { createLog, type Metrics, openMetrics, type Running } from '@basalt/service'
import { consumersOf } from './consumers.ts'
import { Dispatcher } from './dispatcher.ts'
import { FunctionWork } from './function-work.ts'
import { jobs } from './jobs.ts'
import { queueSizes } from './queue-sizes.ts'
import { Scheduler } from './scheduler.ts'
import { schedules } from './schedules.ts'
import type { Services } from './services.ts'

const pollSeconds = 20

/** Starts the worker: the dispatcher of activity, the schedules and the consumers of queues. It listens on no port. */
export async function start(config: Config, options: { readonly metrics?: Metrics } = {}): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'worker')
  const [database, bus] = await Promise.all([openDatabase(config.database, log), openBus(config.redis, log)])
  stack.use(database)
  stack.use(bus)
  await migrateAll(database)
  noteChanges(database)
  const queues = stack.use(new Queues(bus))
  const projects = new ProjectDirectory(database.platform, consoleProject(config, database.platform.schema))
  const secrets = new Secrets(config.secrets)
  const mailer = stack.use(new Mailer(config.outgoing))
  const metrics = options.metrics ?? stack.adopt(await openMetrics(config, 'worker'), (one) => one.close())
  metrics.whenReady(() => checkDatabase(database.platform))
  metrics.whenReady(() => checkCache(bus))
  const storage = openStorage(config, secrets)
  const executor = stack.use(new ExecutorClient({ urls: config.executor.urls, secrets: config.secrets }))
  const usage = stack.use(new Usage(database, log))
  const places = new Places(config.geoDatabase, (err) => log.error({ err }, 'the database of countries cannot be read'))
  await places.check()
  const services: Services = {
    config,
    log,
    database,
    bus,
    projects,
    queues,
    secrets,
    mailer,
    metrics,
    storage,
    executor,
    usage,
    places,
  }

  const dispatcher = stack.adopt(new Dispatcher(services, { consumers: consumersOf(services), pollSeconds }), (one) =>
    one.close(),
  )
  await dispatcher.start()
  const functions = stack.adopt(new FunctionWork(services, pollSeconds), (one) => one.close())
  await functions.start()
  metrics.gauges('queue_jobs', 'Jobs that wait or run, and those that failed for good.', () => queueSizes(queues))
  const finished = metrics.counter('jobs', 'Runs of jobs that ended, by their result.')
  const workers = await startWorkers(bus, jobs, services, log, (queue, result) => finished.add(1, { queue, result }))
  stack.adopt(workers, (one) => one.close())
  stack.adopt(new Scheduler(services, schedules), (one) => one.close())

  const owned = stack.move()
  return { address: '', close: () => owned.disposeAsync() }
}
