import type { Bus, Queues } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Places } from '@basalt/core/locale'
import type { ProjectDirectory } from '@basalt/core/projects'
import type { Secrets } from '@basalt/core/secrets'
import type { Storage } from '@basalt/core/storage'
import type { Usage } from '@basalt/core/usage'
import type { Database } from '@basalt/database'
import type { Mailer } from '@basalt/delivery'
import type { ExecutorClient } from '@basalt/executor-client'
import type { Log, Metrics } from '@basalt/service'

/** What a started worker holds open, and gives to jobs, schedules and consumers. */
export type Services = {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly bus: Bus
  readonly projects: ProjectDirectory
  readonly queues: Queues
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly metrics: Metrics
  readonly storage: Storage
  readonly executor: ExecutorClient
  readonly usage: Usage
  readonly places: Places
}
