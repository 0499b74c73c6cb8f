import * as z from 'zod'
import { parseStorageUrl, storageUrlForm } from './storage-url.ts'

const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''))
const overridePattern = /^([A-Za-z]+\.[A-Za-z0-9]+)=(\d{1,7})\/(\d{1,6})$/
/** `account.create=5/3600,…`: by operation, how many times in how many seconds. */
const limits = list.transform((items, context) => {
  const entries = items.map((item) => {
    const [, id = '', limit, windowSeconds] = overridePattern.exec(item) ?? []
    const given = { limit: Number(limit ?? 0), windowSeconds: Number(windowSeconds ?? 0) }
    if (given.limit < 1 || given.windowSeconds < 1) {
      context.addIssue({ code: 'custom', message: `"${item.slice(0, 80)}" is not of the form operation=times/seconds` })
    }
    return [id, given] as const
  })
  return Object.fromEntries(entries)
})
const storageUrl = z.string().transform((text, context) => {
  const given = parseStorageUrl(text)
  if (given === null) context.addIssue({ code: 'custom', message: `it is not of the form ${storageUrlForm}` })
  return given
})
const port = z.coerce.number().int().min(0).max(65_535)
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

/** The environment variables that Basalt reads: the whole list, with meaning, default and range. */
export const variables = z.object({
  BASALT_ENV: z.enum(['production', 'development']).default('production').describe('development adds stacks to logs'),
  BASALT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  BASALT_HOST: z.string().min(1).default('0.0.0.0').describe('address that services listen on'),
  BASALT_PORT: port.default(8080).describe('public port of the API'),
  BASALT_METRICS_PORT: z
    .union([z.literal('off'), port])
    .default('off')
    .describe('internal port of Prometheus metrics and /ready'),
  BASALT_TRUSTED_PROXIES: list.default([]).describe('addresses or CIDR ranges whose X-Forwarded-* headers count'),
  BASALT_MAX_BODY_BYTES: whole(1024, 1_073_741_824).default(12_582_912).describe('largest JSON or form body'),
  BASALT_CONSOLE_FOLDER: z
    .string()
    .default('')
    .describe('built console that the API serves at /console; empty: another server does'),
  BASALT_DATABASE_URL: z.url({ protocol: /^mysql|mariadb$/ }).describe('mysql://user:password@host:3306/basalt'),
  BASALT_DATABASE_CONNECTIONS: whole(2, 500).default(16).describe('connections a process opens at most'),
  BASALT_QUERY_TIMEOUT_SECONDS: whole(1, 3600).default(15),
  BASALT_REDIS_URL: z.url({ protocol: /^rediss?|unix$/ }).describe('redis://host:6379, or unix:///path/to.sock'),
  BASALT_START_TIMEOUT_SECONDS: whole(1, 600).default(60).describe('how long start-up waits for MariaDB and Redis'),
  BASALT_SECRET: z.string().min(32).describe('signs tokens and encrypts secrets at rest; at least 32 characters'),
  BASALT_PREVIOUS_SECRETS: list.default([]).describe('secrets that were current before; accepted, never used anew'),
  BASALT_DATA_FOLDER: z.string().min(1).default('.basalt/data').describe('folder of the local storage device'),
  BASALT_STORAGE_URL: storageUrl
    .optional()
    .describe(`where files lie, when not in the data folder: ${storageUrlForm.replaceAll('|', ' or ')}`),
  BASALT_STORAGE_MAX_FILE_BYTES: whole(1, 5_497_558_138_880)
    .default(30_000_000)
    .describe('largest file that a bucket may allow'),
  BASALT_STORAGE_PREVIEW_MAX_BYTES: whole(0, 1_000_000_000)
    .default(20_000_000)
    .describe('largest picture that previews are made of; others get a placeholder'),
  BASALT_STORAGE_PREVIEW_CACHE_BYTES: whole(0, 1_000_000_000_000)
    .default(1_000_000_000)
    .describe('what kept previews of a project may take; 0 keeps none'),
  BASALT_ANTIVIRUS_URL: z
    .url({ protocol: /^(?:tcp|unix)$/ })
    .optional()
    .describe('clamd, which looks at files of up to 20 MB: tcp://host:3310 or unix:///path/to.sock'),
  BASALT_CONSOLE_SIGNUP: z.enum(['root', 'open']).default('root').describe('root: first user only, then invitations'),
  BASALT_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  BASALT_RATE_LIMIT_EXEMPT: list.default([]).describe('client addresses that are never limited'),
  BASALT_RATE_LIMIT_OVERRIDES: limits
    .default({})
    .describe(
      'own limits by operation, as account.create=5/3600,tablesDB.createRow=600/60: so many times in so many seconds',
    ),
  BASALT_DOMAIN: z.string().min(1).default('localhost').describe('main domain of the API and console'),
  BASALT_DOMAIN_FUNCTIONS: z.string().min(1).default('functions.localhost'),
  BASALT_DOMAIN_SITES: z.string().min(1).default('sites.localhost'),
  BASALT_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('smtp://user:password@host:587'),
  BASALT_SMTP_FROM_NAME: z.string().min(1).default('Basalt'),
  BASALT_SMTP_FROM_ADDRESS: z.email({ pattern: z.regexes.html5Email }).default('noreply@localhost'),
  BASALT_SMS_URL: z
    .string()
    .regex(
      /^sms:\/\/[^:@/]+:[^:@/]+@(?:twilio|vonage)\/?\?(?:.*&)?from=[^&]+/,
      'must be sms://ACCOUNT:SECRET@PROVIDER?from=SENDER',
    )
    .optional()
    .describe('sms://ACCOUNT:SECRET@PROVIDER?from=+15550100, of twilio or vonage'),
  BASALT_TIME_SERVER: z.string().min(1).default('pool.ntp.org').describe('NTP server that the clock is checked with'),
  BASALT_GEO_DATABASE: z
    .string()
    .default('')
    .describe('file of countries by address in the form of MaxMind (.mmdb); empty: countries are not known'),
  BASALT_PRIVATE_ADDRESSES: z
    .enum(['refuse', 'allow'])
    .default('refuse')
    .describe('whether calls to servers that users name may reach this machine and its networks'),
  BASALT_ACTIVITY_RETENTION_DAYS: whole(1, 3650).default(14).describe('how long audit entries are kept'),
  BASALT_EXECUTOR_URLS: list
    .default(['http://127.0.0.1:8082'])
    .describe('where the API and the worker reach the executors; `npm start` brings its own'),
  BASALT_EXECUTOR_FOLDER: z
    .string()
    .default('')
    .describe('what an executor may lose: code it was given, builds under way; empty: in the data folder'),
  BASALT_EXECUTOR_DRIVER: z
    .enum(['process', 'docker'])
    .default('process')
    .describe('how functions are kept apart: process, for code that you trust, or docker'),
  BASALT_DOCKER_HOST: z
    .string()
    .regex(/^(?:unix:\/\/\/|tcp:\/\/[^/]+$)/, 'must be unix:///path or tcp://host:port')
    .default('unix:///var/run/docker.sock')
    .describe('engine of the docker driver, or the engine proxy before it'),
  BASALT_EXECUTOR_VOLUME: z
    .string()
    .default('')
    .describe('named volume at BASALT_EXECUTOR_FOLDER, when the executor is itself a container'),
  BASALT_FUNCTIONS_INTERNET: z
    .enum(['allow', 'refuse'])
    .default('allow')
    .describe('whether functions in containers reach the internet'),
  BASALT_EXECUTOR_BUILD_DISK_BYTES: whole(10_000_000, 1_000_000_000_000)
    .default(5_000_000_000)
    .describe('disk that a build may take while it runs'),
  BASALT_EXECUTOR_CACHE_BYTES: whole(1_000_000, 1_000_000_000_000)
    .default(5_000_000_000)
    .describe('code of deployments that an executor keeps on its disk'),
  BASALT_EXECUTOR_MAX_RUNTIMES: whole(1, 10_000)
    .default(100)
    .describe('functions that an executor keeps warm; one that was idle makes room for the next'),
  BASALT_EXECUTOR_MAX_BUILDS: whole(1, 1000).default(2).describe('builds that an executor runs at a time'),
  BASALT_EXECUTOR_IDLE_SECONDS: whole(1, 86_400)
    .default(300)
    .describe('after which a function that nobody calls is ended'),
  BASALT_FUNCTIONS_ENDPOINT: z
    .string()
    .default('')
    .describe('URL of the API as functions reach it; empty: this server by BASALT_DOMAIN, or as containers see it'),
  BASALT_FUNCTIONS_BUILD_SECONDS: whole(1, 86_400).default(900).describe('after which a build has failed'),
  BASALT_FUNCTIONS_BUILD_BYTES: whole(1_000_000, 100_000_000_000)
    .default(2_000_000_000)
    .describe('largest output of a build'),
})
