import type * as z from 'zod'
import { resolve } from 'node:path'
import type { Config } from './config.ts'
import { variables } from './variables.ts'

/** Start-up stops on it: `message` names every variable that is missing or wrong, never their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the whole configuration. Called once, in a `main.ts`; an empty variable counts as unset.
 * @throws {ConfigError} naming every bad variable at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The configuration is not complete:\n${lines.join('\n')}`)
  }
  const env = parsed.data
  return {
    environment: env.BASALT_ENV,
    log: { level: env.BASALT_LOG_LEVEL },
    http: {
      host: env.BASALT_HOST,
      port: env.BASALT_PORT,
      metricsPort: env.BASALT_METRICS_PORT === 'off' ? null : env.BASALT_METRICS_PORT,
      trustedProxies: env.BASALT_TRUSTED_PROXIES,
      maxBodyBytes: env.BASALT_MAX_BODY_BYTES,
      consoleFolder: env.BASALT_CONSOLE_FOLDER === '' ? null : resolve(env.BASALT_CONSOLE_FOLDER),
    },
    database: {
      url: env.BASALT_DATABASE_URL,
      maxConnections: env.BASALT_DATABASE_CONNECTIONS,
      startTimeoutSeconds: env.BASALT_START_TIMEOUT_SECONDS,
      queryTimeoutSeconds: env.BASALT_QUERY_TIMEOUT_SECONDS,
    },
    redis: { url: env.BASALT_REDIS_URL, startTimeoutSeconds: env.BASALT_START_TIMEOUT_SECONDS },
    secrets: { current: env.BASALT_SECRET, previous: env.BASALT_PREVIOUS_SECRETS },
    dataFolder: env.BASALT_DATA_FOLDER,
    storage: {
      maxFileBytes: env.BASALT_STORAGE_MAX_FILE_BYTES,
      previewMaxBytes: env.BASALT_STORAGE_PREVIEW_MAX_BYTES,
      previewCacheBytes: env.BASALT_STORAGE_PREVIEW_CACHE_BYTES,
      s3: env.BASALT_STORAGE_URL ?? null,
      antivirusUrl: env.BASALT_ANTIVIRUS_URL ?? null,
    },
    consoleSignup: env.BASALT_CONSOLE_SIGNUP,
    rateLimits: {
      enabled: env.BASALT_RATE_LIMITS === 'on',
      exemptAddresses: env.BASALT_RATE_LIMIT_EXEMPT,
      overrides: env.BASALT_RATE_LIMIT_OVERRIDES,
    },
    domains: { main: env.BASALT_DOMAIN, functions: env.BASALT_DOMAIN_FUNCTIONS, sites: env.BASALT_DOMAIN_SITES },
    smtp:
      env.BASALT_SMTP_URL === undefined
        ? null
        : { url: env.BASALT_SMTP_URL, fromName: env.BASALT_SMTP_FROM_NAME, fromAddress: env.BASALT_SMTP_FROM_ADDRESS },
    sms: env.BASALT_SMS_URL === undefined ? null : { url: env.BASALT_SMS_URL },
    geoDatabase: env.BASALT_GEO_DATABASE,
    timeServer: env.BASALT_TIME_SERVER,
    outgoing: { allowPrivate: env.BASALT_PRIVATE_ADDRESSES === 'allow' },
    executor: {
      urls: env.BASALT_EXECUTOR_URLS,
      folder: resolve(env.BASALT_EXECUTOR_FOLDER || `${env.BASALT_DATA_FOLDER}/executor`),
      docker:
        env.BASALT_EXECUTOR_DRIVER === 'docker'
          ? {
              host: env.BASALT_DOCKER_HOST,
              volume: env.BASALT_EXECUTOR_VOLUME || null,
              internet: env.BASALT_FUNCTIONS_INTERNET === 'allow',
            }
          : null,
      buildDiskBytes: env.BASALT_EXECUTOR_BUILD_DISK_BYTES,
      cacheBytes: env.BASALT_EXECUTOR_CACHE_BYTES,
      maxRuntimes: env.BASALT_EXECUTOR_MAX_RUNTIMES,
      maxBuilds: env.BASALT_EXECUTOR_MAX_BUILDS,
      idleSeconds: env.BASALT_EXECUTOR_IDLE_SECONDS,
      path: environment['PATH'] ?? '',
    },
    functions: {
      endpoint: env.BASALT_FUNCTIONS_ENDPOINT || functionsEndpoint(env),
      buildSeconds: env.BASALT_FUNCTIONS_BUILD_SECONDS,
      buildBytes: env.BASALT_FUNCTIONS_BUILD_BYTES,
    },
    activity: { retentionDays: env.BASALT_ACTIVITY_RETENTION_DAYS },
  }
}

/** Functions in containers see this machine under a name of their own. */
function functionsEndpoint(env: z.output<typeof variables>): string {
  const host = env.BASALT_EXECUTOR_DRIVER === 'docker' ? 'basalt.internal' : env.BASALT_DOMAIN
  return `http://${host}:${env.BASALT_PORT}/v1`
}
