import type { Queues } from '@basalt/bus'
import type { Config } from '@basalt/config'
import { type Schema, sql, type Transaction } from '@basalt/database'
import type { Sms } from '@basalt/delivery'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { smsText, type SmsType } from '../wordings/index.ts'
import { smsJob } from './job.ts'

/** What queueing a message needs of the process. */
export type SmsServices = { readonly config: Pick<Config, 'sms'>; readonly queues: Queues; readonly secrets: Secrets }

export type SmsOrder = {
  readonly type: SmsType
  readonly locale: string
  /** International, with `+`. */
  readonly to: string
  /** Values of the text's placeholders; the project's name comes by itself. */
  readonly variables: Readonly<Record<string, string>>
}

/** A message that waits longer than this was forgotten by the queue. */
const forgottenAfterMs = 60_000
/** Nobody waits for a code any more that is older. */
const worthlessAfterMs = 3600 * 1000
const failedKeptDays = 14
const batch = 500

/** Refuses what needs an SMS before anything is done. @throws `general_phone_disabled` */
export function requireSms({ config }: Pick<SmsServices, 'config'>): void {
  if (config.sms === null) throw fail('general_phone_disabled')
}

/**
 * Writes a message into the transaction of what it is about, and sends it after the commit.
 * @throws `general_phone_disabled`
 */
export async function queueSms(
  tx: Transaction,
  services: SmsServices,
  project: Project,
  { type, locale, to, variables }: SmsOrder,
): Promise<void> {
  requireSms(services)
  const sms: Sms = { to, text: smsText(type, locale, { project: project.name, ...variables }) }
  const id = uniqueId()
  const content = services.secrets.encrypt(JSON.stringify(sms))
  await tx.run(sql`INSERT INTO smsMessages (id, createdAt, content) VALUES (${id}, ${new Date()}, ${content})`)
  tx.afterCommit(() => addJob(services.queues, project.id, id))
}

/** Whether messages wait to be sent. */
export const waitingSms = sql`SELECT 1 FROM smsMessages WHERE failedAt IS NULL`

/** Puts messages into the queue again that it has forgotten, and forgets those that are of no use. For maintenance. */
export async function requeueSms(
  schema: Schema,
  queues: Queues,
  projectId: string,
  signal: AbortSignal,
): Promise<void> {
  const now = Date.now()
  const failedBefore = new Date(now - failedKeptDays * 24 * 3600 * 1000)
  await schema.run(sql`DELETE FROM smsMessages WHERE failedAt < ${failedBefore} LIMIT ${batch}`)
  const worthless = new Date(now - worthlessAfterMs)
  await schema.run(sql`DELETE FROM smsMessages WHERE failedAt IS NULL AND createdAt < ${worthless} LIMIT ${batch}`)
  const waiting = await schema.all<{ id: string }>(
    sql`SELECT id FROM smsMessages WHERE failedAt IS NULL AND createdAt < ${new Date(now - forgottenAfterMs)}
        ORDER BY createdAt LIMIT ${batch}`,
  )
  for (const { id } of waiting) {
    if (signal.aborted) return
    await addJob(queues, projectId, id)
  }
}

/** Adding the same message again does nothing while the queue remembers it. */
async function addJob(queues: Queues, projectId: string, smsId: string): Promise<void> {
  await queues.add(smsJob, { projectId, smsId }, { id: `${projectId}-${smsId}` })
}
