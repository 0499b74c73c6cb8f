import type { Bus } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Database } from '@basalt/database'
import type { ExecutorClient } from '@basalt/executor-client'
import type { Log } from '@basalt/service'
import type { Places } from '../locale/index.ts'
import type { Project } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Storage } from '../storage/index.ts'
import type { Usage } from '../usage/index.ts'

/** What building and running functions needs. */
export type FunctionServices = {
  readonly config: Pick<Config, 'functions'>
  readonly log: Log
  readonly database: Database
  readonly bus: Bus
  readonly secrets: Secrets
  readonly storage: Storage
  readonly executor: ExecutorClient
  readonly usage: Usage
  readonly places: Places
}

/** Services at work for one project. */
export type Work = { readonly services: FunctionServices; readonly project: Project }
