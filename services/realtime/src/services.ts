import type { Bus } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Access } from '@basalt/core/access'
import type { ProjectDirectory } from '@basalt/core/projects'
import type { Usage } from '@basalt/core/usage'
import type { Database } from '@basalt/database'
import type { Log, Metrics } from '@basalt/service'

/** What a started gateway holds open. */
export type Services = {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly bus: Bus
  readonly projects: ProjectDirectory
  readonly access: Access
  readonly usage: Usage
  readonly metrics: Metrics
}

/** Bounds of one connection, far beyond what the SDKs need. */
export const limits = {
  /** Openings of one address on one project a minute. */
  opensPerMinute: 128,
  /** Messages of one client a minute: a ping each 20 s, and room for subscriptions that come and go. */
  messagesPerMinute: 240,
  /** Channels over all subscriptions of one connection. */
  channels: 500,
  subscriptions: 200,
  frameBytes: 64_000,
  /** Connections of one process. */
  connections: 100_000,
} as const
