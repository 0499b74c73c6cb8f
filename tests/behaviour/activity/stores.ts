import { type Bus, openBus, Queues } from '@basalt/bus'
import { readConfig } from '@basalt/config'
import { Places } from '@basalt/core/locale'
import { noteChanges } from '@basalt/core/maintenance'
import { consoleProject, createProject, migrateAll, type Project, ProjectDirectory } from '@basalt/core/projects'
import { Usage } from '@basalt/core/usage'
import { ExecutorClient } from '@basalt/executor-client'
import { openStorage } from '@basalt/core/storage'
import { Secrets } from '@basalt/core/secrets'
import { type Database, openDatabase, sql } from '@basalt/database'
import { Mailer } from '@basalt/delivery'
import { createLog, noMetrics } from '@basalt/service'
import type { Actor } from '@basalt/types'
import type { Services } from '@basalt/worker/services'
import { logLevel, testSecret } from '#support/environment.ts'
import { takeLease } from '#support/lease.ts'

/** A member of the organisation that owns the projects of these tests. */
export const owner: Actor = {
  kind: 'user',
  roles: new Set(['any', 'users', 'team:org', 'team:org/owner']),
  scopes: new Set(),
  user: { id: 'owner', name: 'Owner', email: 'owner@basalt.test' },
  sessionId: null,
  keyId: null,
  keyName: '',
}

const noDetails = {
  description: '',
  logo: '',
  url: '',
  legalName: '',
  legalCountry: '',
  legalState: '',
  legalCity: '',
  legalAddress: '',
  legalTaxId: '',
}

export type Stores = AsyncDisposable & {
  readonly database: Database
  readonly bus: Bus
  /** A worker's services with a bus and a pool of their own, as another process would have. */
  aWorker(): Promise<Services>
  aProject(): Promise<Project>
}

/** Migrated stores without a running Basalt, for tests that run parts of the worker themselves. */
export async function freshStores(): Promise<Stores> {
  const stack = new AsyncDisposableStack()
  const lease = stack.adopt(await takeLease(), (one) => one.release())
  const config = readConfig({
    BASALT_DATABASE_URL: lease.databaseUrl,
    BASALT_REDIS_URL: lease.redisUrl,
    BASALT_SECRET: testSecret,
    BASALT_LOG_LEVEL: logLevel(),
  })
  const log = createLog(config, 'test')
  const secrets = new Secrets(config.secrets)
  const database = stack.use(await openDatabase(config.database, log))
  const bus = stack.use(await openBus(config.redis, log))
  await migrateAll(database)
  noteChanges(database)
  const directory = (of: Database): ProjectDirectory =>
    new ProjectDirectory(of.platform, consoleProject(config, of.platform.schema))
  let projects = 0
  return {
    database,
    bus,
    async aWorker() {
      const own = stack.use(await openDatabase(config.database, log))
      noteChanges(own)
      const ownBus = stack.use(await openBus(config.redis, log))
      const queues = stack.use(new Queues(ownBus))
      const mailer = stack.use(new Mailer({ allowPrivate: true }))
      return {
        config,
        log,
        database: own,
        bus: ownBus,
        projects: directory(own),
        queues,
        secrets,
        mailer,
        metrics: noMetrics,
        storage: openStorage(config, secrets),
        executor: stack.use(new ExecutorClient({ urls: config.executor.urls, secrets: config.secrets })),
        places: new Places('', () => {}),
        usage: stack.use(new Usage(own, log)),
      }
    },
    async aProject() {
      const id = `project${++projects}`
      const input = { id, name: id, teamId: 'org', region: 'default', details: noDetails }
      await createProject(database, secrets, owner, input, async () => undefined)
      // As a project does whose functions hear events.
      await database.platform.run(
        sql`UPDATE projects SET hasFunctions = TRUE, hasFunctionEvents = TRUE WHERE id = ${id}`,
      )
      const project = await directory(database).find(id)
      if (!project) throw new Error('the project was not made')
      return project
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
