import type { Bus, Queues } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Access } from '@basalt/core/access'
import type { Images } from '@basalt/core/avatars'
import type { Rows, Tables } from '@basalt/core/databases'
import type { Previews } from '@basalt/core/images'
import type { Places } from '@basalt/core/locale'
import type { ProjectDirectory } from '@basalt/core/projects'
import type { Secrets } from '@basalt/core/secrets'
import type { Storage } from '@basalt/core/storage'
import type { Usage } from '@basalt/core/usage'
import type { Database } from '@basalt/database'
import type { Mailer } from '@basalt/delivery'
import type { ExecutorClient } from '@basalt/executor-client'
import type { Log } from '@basalt/service'

/** What a started API holds open, and handlers pass on to core. */
export type Services = {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly bus: Bus
  readonly queues: Queues
  readonly mailer: Mailer
  readonly secrets: Secrets
  readonly projects: ProjectDirectory
  readonly access: Access
  readonly tables: Tables
  readonly rows: Rows
  readonly usage: Usage
  readonly places: Places
  readonly images: Images
  readonly previews: Previews
  readonly storage: Storage
  readonly executor: ExecutorClient
}
