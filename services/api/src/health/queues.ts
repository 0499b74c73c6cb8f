import { failedJobs, type QueueName, queueSize } from '@basalt/core/health'
import { type Endpoint, endpoint } from '#http/endpoint.ts'
import { choice, integer, text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

const threshold = optional(
  integer({ loose: true }, 'Answers with an error from this size on. 5000 unless given.'),
  5000,
)

const queue = (id: string, name: Exclude<QueueName, 'audits'>): Endpoint =>
  endpoint({
    id,
    route: `GET /v1/health/queue/${name}`,
    summary: `Get ${name} queue`,
    auth: ['key'],
    scopes: ['health.read'],
    params: name === 'databases' ? { name: optional(databaseQueue, 'database_db_main'), threshold } : { threshold },
    response: { status: 200, model: 'healthQueue' },
    errors: ['health_queue_size_exceeded'],
    handler: async ({ services, params }) => ({ size: await queueSize(services.queues, name, params.threshold) }),
  })

const databaseQueue = text({ max: 256 }, 'Queue name.')

/** Queue names as the operation on failed jobs knows them. */
const versioned = {
  'v1-database': 'databases',
  'v1-deletes': 'deletes',
  'v1-audits': 'audits',
  'v1-mails': 'mails',
  'v1-functions': 'functions',
  'v1-stats-resources': 'stats-resources',
  'v1-stats-usage': 'stats-usage',
  'v1-webhooks': 'webhooks',
  'v1-certificates': 'certificates',
  'v1-builds': 'builds',
  'v1-messaging': 'messaging',
  'v1-migrations': 'migrations',
} as const satisfies Record<string, QueueName>

const versionedNames = Object.keys(versioned) as readonly (keyof typeof versioned)[] // its own keys

const healthGetFailedJobs = endpoint({
  id: 'health.getFailedJobs',
  route: 'GET /v1/health/queue/failed/:name',
  summary: 'Get number of failed queue jobs',
  auth: ['key'],
  scopes: ['health.read'],
  params: { name: choice(versionedNames, 'Queue name.', { caseSensitive: false }), threshold },
  response: { status: 200, model: 'healthQueue' },
  errors: ['health_queue_size_exceeded'],
  handler: async ({ services, params }) => ({
    size: await failedJobs(services.queues, versioned[params.name], params.threshold),
  }),
})

export const queueEndpoints: readonly Endpoint[] = [
  queue('health.getQueueBuilds', 'builds'),
  queue('health.getQueueCertificates', 'certificates'),
  queue('health.getQueueDatabases', 'databases'),
  queue('health.getQueueDeletes', 'deletes'),
  healthGetFailedJobs,
  queue('health.getQueueFunctions', 'functions'),
  queue('health.getQueueLogs', 'logs'),
  queue('health.getQueueMails', 'mails'),
  queue('health.getQueueMessaging', 'messaging'),
  queue('health.getQueueMigrations', 'migrations'),
  queue('health.getQueueStatsResources', 'stats-resources'),
  queue('health.getQueueUsage', 'stats-usage'),
  queue('health.getQueueWebhooks', 'webhooks'),
]
