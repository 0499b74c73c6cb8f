import type { S3Config } from './storage-url.ts'

/** Everything an operator can set, parsed and checked once. Each leaf names its variable in `variables.ts`. */
export type Config = {
  readonly environment: 'production' | 'development'
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent' }
  readonly http: HttpConfig
  readonly database: DatabaseConfig
  readonly redis: RedisConfig
  readonly secrets: SecretsConfig
  readonly dataFolder: string
  /** `maxFileBytes`: the most that a bucket may allow for one file. `previewCacheBytes`: for each project, on the device. */
  readonly storage: {
    readonly maxFileBytes: number
    readonly previewMaxBytes: number
    readonly previewCacheBytes: number
    /** Null: files lie in `dataFolder`. */
    readonly s3: S3Config | null
    /** Where clamd listens: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. */
    readonly antivirusUrl: string | null
  }
  /** `root`: the first sign-up on the console becomes its owner, everybody after that needs an invitation. */
  readonly consoleSignup: 'root' | 'open'
  readonly rateLimits: {
    readonly enabled: boolean
    readonly exemptAddresses: readonly string[]
    /** By the id of an operation. */
    readonly overrides: Readonly<Record<string, { readonly limit: number; readonly windowSeconds: number }>>
  }
  readonly domains: { readonly main: string; readonly functions: string; readonly sites: string }
  readonly smtp: SmtpConfig | null
  /** `sms://ACCOUNT:SECRET@PROVIDER?from=SENDER`; null: no text messages. */
  readonly sms: { readonly url: string } | null
  /** Path of a database of countries by address; empty: there is none. */
  readonly geoDatabase: string
  /** NTP server that the clock is compared with on request, as `host` or `host:port`. */
  readonly timeServer: string
  /** Calls to servers that users name: webhooks, sign-in providers, images. */
  readonly outgoing: { readonly allowPrivate: boolean }
  readonly activity: { readonly retentionDays: number }
  readonly executor: ExecutorConfig
  readonly functions: FunctionsConfig
}

type FunctionsConfig = {
  /** Where functions reach the API. */
  readonly endpoint: string
  readonly buildSeconds: number
  readonly buildBytes: number
}

export type ExecutorConfig = {
  /** Where the other services reach the executors. */
  readonly urls: readonly string[]
  /** Absolute path of what an executor may lose: code it has been given, builds under way. */
  readonly folder: string
  /** Null: functions are processes of this machine. */
  readonly docker: {
    /** `unix:///var/run/docker.sock` or `tcp://host:2375`. */
    readonly host: string
    /** The named volume that `folder` is; null when the executor runs on the engine's machine itself. */
    readonly volume: string | null
    readonly internet: boolean
  } | null
  /** Disk that a build may take while it runs. */
  readonly buildDiskBytes: number
  /** How much code of deployments an executor keeps on its disk. */
  readonly cacheBytes: number
  /** How many functions it keeps warm, and how many builds it runs at a time. */
  readonly maxRuntimes: number
  readonly maxBuilds: number
  /** After which a function that nobody calls is ended. */
  readonly idleSeconds: number
  /** Folders, joined by `:`, in which the process driver finds the programs of languages. */
  readonly path: string
}

export type HttpConfig = {
  readonly host: string
  /** 0 picks a free port. */
  readonly port: number
  /** Internal port of metrics and readiness; null switches it off. */
  readonly metricsPort: number | null
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly maxBodyBytes: number
  /** Absolute path of the console's files, where this process serves them. */
  readonly consoleFolder: string | null
}

export type DatabaseConfig = {
  /** `mysql://user:password@host:port/schema`, or with `?socketPath=/run/mysqld.sock`. */
  readonly url: string
  readonly maxConnections: number
  /** How long start-up waits for a store that does not answer. */
  readonly startTimeoutSeconds: number
  readonly queryTimeoutSeconds: number
}

export type RedisConfig = { readonly url: string; readonly startTimeoutSeconds: number }

/** `current` signs and encrypts; `previous` ones are still accepted, so that secrets can be rotated. */
export type SecretsConfig = { readonly current: string; readonly previous: readonly string[] }

export type SmtpConfig = { readonly url: string; readonly fromName: string; readonly fromAddress: string }
