import { reconcileSchema, sweepTransactions } from '@basalt/core/databases'
import { giveUpStaleCode, removeOldExecutions } from '@basalt/core/functions'
import {
  eachListeningProject,
  eachProject,
  removeExpiredSignIns,
  removeOldActivity,
  rotateSecrets,
} from '@basalt/core/maintenance'
import { requeueMails } from '@basalt/core/mails'
import { sweepOrphanSchemas } from '@basalt/core/projects'
import { requeueSms } from '@basalt/core/sms'
import {
  giveUpStaleUploads,
  removeBrokenUploads,
  removeDueObjects,
  removeProjectFiles,
  removeUnusedPreviews,
} from '@basalt/core/storage'
import { removeOldUsage } from '@basalt/core/usage'
import { removeOldDeliveries } from '@basalt/core/webhooks'
import type { Services } from './services.ts'

export type Schedule = {
  readonly name: string
  readonly everySeconds: number
  /** Bears repetition and being stopped half way: the next run does what is left. */
  readonly run: (services: Services, signal: AbortSignal) => Promise<void>
}

/** Everything that happens by the clock. */
export const schedules: readonly Schedule[] = [
  {
    name: 'activity.retention',
    everySeconds: 3600,
    async run({ config, database, projects }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await removeOldActivity(database.schema(project.schema), config.activity.retentionDays, signal)
      })
    },
  },
  {
    name: 'sign-ins.expired',
    everySeconds: 3600,
    async run({ database, projects }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await removeExpiredSignIns(database.schema(project.schema), signal)
      })
    },
  },
  {
    name: 'schemas.unfinished',
    everySeconds: 300,
    async run({ database, projects, log }, signal) {
      await eachProject(database, projects, signal, async ({ id, schema }) => {
        const tables = await reconcileSchema(database.schema(schema))
        if (tables > 0) log.warn({ projectId: id, tables }, 'unfinished schema changes were finished')
      })
    },
  },
  {
    name: 'transactions.expired',
    everySeconds: 300,
    async run({ database, projects }, signal) {
      await eachProject(database, projects, signal, async ({ schema }) => {
        await database.schema(schema).transaction(sweepTransactions)
      })
    },
  },
  {
    name: 'mails.waiting',
    everySeconds: 120,
    async run({ database, projects, queues }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await requeueMails(database.schema(project.schema), queues, project.id, signal)
      })
    },
  },
  {
    name: 'sms.waiting',
    everySeconds: 120,
    async run({ database, projects, queues }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await requeueSms(database.schema(project.schema), queues, project.id, signal)
      })
    },
  },
  {
    name: 'storage.removals',
    everySeconds: 120,
    async run({ database, projects, storage }, signal) {
      await eachProject(database, projects, signal, async ({ schema }) => {
        await giveUpStaleUploads(database.schema(schema))
        await giveUpStaleCode(database.schema(schema))
        await removeDueObjects(database.schema(schema), storage.device, signal)
      })
    },
  },
  {
    name: 'previews.unused',
    everySeconds: 900,
    async run({ config, database, projects }, signal) {
      await eachProject(database, projects, signal, async ({ schema }) => {
        await removeUnusedPreviews(database.schema(schema), config.storage.previewCacheBytes, signal)
      })
    },
  },
  {
    name: 'uploads.broken',
    everySeconds: 3600,
    async run({ config, storage, log }) {
      const removed = await removeBrokenUploads(config, storage)
      if (removed > 0) log.info({ removed }, 'uploads that a killed process had left were removed')
    },
  },
  {
    name: 'executions.retention',
    everySeconds: 300,
    async run({ database, projects }, signal) {
      await eachListeningProject(database, projects, signal, async ({ hasFunctions, schema }) => {
        if (hasFunctions) await removeOldExecutions(database.schema(schema), signal)
      })
    },
  },
  {
    name: 'webhooks.retention',
    everySeconds: 3600,
    async run({ config, database, projects }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await removeOldDeliveries(database.schema(project.schema), config.activity.retentionDays, signal)
      })
    },
  },
  {
    name: 'usage.retention',
    everySeconds: 3600,
    async run({ database, projects }, signal) {
      await eachProject(database, projects, signal, async (project) => {
        await removeOldUsage(database.schema(project.schema))
      })
    },
  },
  {
    name: 'secrets.rotation',
    everySeconds: 3600,
    async run({ config, database, projects, secrets, log }, signal) {
      if (config.secrets.previous.length === 0) return
      const { resealed, unreadable } = await rotateSecrets(database, projects, secrets, signal)
      if (unreadable > 0)
        log.error({ unreadable }, 'stored values were encrypted under secrets that are not configured')
      const message = 'were encrypted under the current secret; once there are none, the previous ones can go'
      log.info({ resealed }, `stored values ${message}`)
    },
  },
  {
    name: 'projects.orphans',
    everySeconds: 900,
    async run({ database, storage, log }) {
      const removed = await sweepOrphanSchemas(database, (schema) => removeProjectFiles(storage, schema))
      if (removed > 0) log.info({ removed }, 'schemas of deleted projects removed')
    },
  },
]
