import { pendingActivity } from '@basalt/core/activity'
import { openTransactions, reconcileSchema, sweepTransactions, unfinishedSchema } from '@basalt/core/databases'
import { giveUpStaleCode, pendingWork, removeOldExecutions } from '@basalt/core/functions'
import { requeueMails, waitingMails } from '@basalt/core/mails'
import { removeExpiredSignIns, removeOldActivity } from '@basalt/core/maintenance'
import type { Project } from '@basalt/core/projects'
import { requeueSms, waitingSms } from '@basalt/core/sms'
import {
  dueRemovals,
  excessPreviews,
  giveUpStaleUploads,
  removeDueObjects,
  removeUnusedPreviews,
} from '@basalt/core/storage'
import { removeOldUsage } from '@basalt/core/usage'
import { pendingDeliveries, removeOldDeliveries } from '@basalt/core/webhooks'
import type { Schema, Sql } from '@basalt/database'
import type { Services } from './services.ts'

/** A project and its schema, with a signal to stop half way. */
export type Place = { readonly project: Project; readonly schema: Schema; readonly signal: AbortSignal }

/** Work that the clock does in a project. It bears repetition and being stopped half way. */
export type Duty = {
  readonly name: string
  readonly run: (services: Services, place: Place) => Promise<unknown>
}

/** A duty of minutes: it is looked for while `left` finds a row in the project's schema. */
export type PromptDuty = Duty & { readonly left: Sql }

/** What must not wait for the daily visit. Others do what has no work of its own here: the project stays in their sight. */
export function promptDuties({ config }: Services): readonly PromptDuty[] {
  return [
    { name: 'activity', left: pendingActivity, run: leaveIt },
    { name: 'webhooks', left: pendingDeliveries, run: leaveIt },
    { name: 'functions', left: pendingWork, run: leaveIt },
    {
      name: 'schemas.unfinished',
      left: unfinishedSchema,
      async run({ log }, { project, schema }) {
        const tables = await reconcileSchema(schema)
        if (tables > 0) log.warn({ projectId: project.id, tables }, 'unfinished schema changes were finished')
      },
    },
    {
      name: 'transactions.expired',
      left: openTransactions,
      run: (_services, { schema }) => schema.transaction(sweepTransactions),
    },
    {
      name: 'mails.waiting',
      left: waitingMails,
      run: ({ queues }, { project, schema, signal }) => requeueMails(schema, queues, project.id, signal),
    },
    {
      name: 'sms.waiting',
      left: waitingSms,
      run: ({ queues }, { project, schema, signal }) => requeueSms(schema, queues, project.id, signal),
    },
    {
      name: 'storage.removals',
      left: dueRemovals,
      run: ({ storage }, { schema, signal }) => removeDueObjects(schema, storage.device, signal),
    },
    {
      name: 'previews.excess',
      left: excessPreviews(config.storage.previewCacheBytes),
      run: (_services, { schema, signal }) => removeUnusedPreviews(schema, config.storage.previewCacheBytes, signal),
    },
  ]
}

/** What grows old: done once a day, beside all that is prompt. */
export const dailyDuties: readonly Duty[] = [
  {
    name: 'activity.retention',
    run: ({ config }, { schema, signal }) => removeOldActivity(schema, config.activity.retentionDays, signal),
  },
  { name: 'sign-ins.expired', run: (_services, { schema, signal }) => removeExpiredSignIns(schema, signal) },
  {
    name: 'uploads.stale',
    async run(_services, { schema }) {
      await giveUpStaleUploads(schema)
      await giveUpStaleCode(schema)
    },
  },
  {
    name: 'executions.retention',
    run: async (_services, { project, schema, signal }) =>
      project.hasFunctions ? removeOldExecutions(schema, signal) : undefined,
  },
  {
    name: 'webhooks.retention',
    run: ({ config }, { schema, signal }) => removeOldDeliveries(schema, config.activity.retentionDays, signal),
  },
  { name: 'usage.retention', run: (_services, { schema }) => removeOldUsage(schema) },
]

async function leaveIt(): Promise<void> {}
