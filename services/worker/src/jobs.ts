import type { Job } from '@basalt/bus'
import { schemaJob } from '@basalt/core/databases'
import { mailJob } from '@basalt/core/mails'
import { smsJob } from '@basalt/core/sms'
import { deliverWebhook } from '@basalt/core/webhooks'
import type { Services } from './services.ts'

/** The kinds of jobs that this worker runs. A feature that enqueues work adds its job here. */
export const jobs: readonly Job<never, Services>[] = [deliverWebhook, mailJob, schemaJob, smsJob]
