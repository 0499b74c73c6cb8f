import type { Queues } from '@basalt/bus'
import { type Schema, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import { directionOf, languageOf, mailWording } from '../wordings/index.ts'
import { compose } from './compose.ts'
import { mailJob } from './job.ts'
import { postmanOf } from './servers.ts'
import { findTemplate } from './templates.ts'
import type { MailOrder, MailServices, StoredMail } from './types.ts'

/** A mail that waits longer than this was forgotten by the queue. */
const forgottenAfterMs = 60_000
/** By then nobody waits for it any more, and its job has long been given up. */
const worthlessAfterMs = 24 * 3600 * 1000
const failedKeptDays = 14
const batch = 500

/**
 * Writes a mail into the transaction of what it is about, and sends it after the commit: an acknowledged act has its
 * mail, and an act that fails has none. @throws `general_smtp_disabled`
 */
export async function queueMail(
  tx: Transaction,
  services: MailServices,
  project: Project,
  { type, locale, to, variables }: MailOrder,
): Promise<void> {
  const postman = postmanOf(services, project)
  if (postman === null) throw fail('general_smtp_disabled')
  const template = postman.isOwn ? await findTemplate(tx, type, locale) : null
  // What is written in English for want of another language runs as English does.
  const direction = directionOf(template ? locale : languageOf(locale))
  const values = { project: project.name, team: '', ...variables, direction }
  const from = {
    name: template?.senderName || postman.from.name,
    address: template?.senderEmail || postman.from.address,
  }
  const replyTo = template?.replyTo ? { name: from.name, address: template.replyTo } : postman.replyTo
  const content = compose(template ?? mailWording(type, locale), values, direction)
  await enqueue(tx, services, project.id, { id: uniqueId(), from, to, replyTo, ...content })
}

/** Writes a finished mail into a transaction of the project's schema. */
export async function enqueue(
  tx: Transaction,
  services: Pick<MailServices, 'queues' | 'secrets'>,
  projectId: string,
  mail: StoredMail,
): Promise<void> {
  const content = services.secrets.encrypt(JSON.stringify(mail))
  await tx.run(sql`INSERT INTO mails (id, createdAt, content) VALUES (${mail.id}, ${new Date()}, ${content})`)
  tx.afterCommit(() => addJob(services.queues, projectId, mail.id))
}

/** Whether mails wait to be sent. */
export const waitingMails = sql`SELECT 1 FROM mails WHERE failedAt IS NULL`

/**
 * Puts mails into the queue again that it has forgotten, gives up those that are too late, and forgets those that failed
 * long ago. For maintenance.
 */
export async function requeueMails(
  schema: Schema,
  queues: Queues,
  projectId: string,
  signal: AbortSignal,
): Promise<void> {
  const now = new Date()
  const failedBefore = new Date(now.getTime() - failedKeptDays * 24 * 3600 * 1000)
  await schema.run(sql`DELETE FROM mails WHERE failedAt < ${failedBefore} LIMIT ${batch}`)
  const worthless = new Date(now.getTime() - worthlessAfterMs)
  await schema.run(
    sql`UPDATE mails SET failedAt = ${now} WHERE failedAt IS NULL AND createdAt < ${worthless} LIMIT ${batch}`,
  )
  const waiting = await schema.all<{ id: string }>(
    sql`SELECT id FROM mails WHERE failedAt IS NULL AND createdAt < ${new Date(now.getTime() - forgottenAfterMs)}
        ORDER BY createdAt LIMIT ${batch}`,
  )
  for (const { id } of waiting) {
    if (signal.aborted) return
    await addJob(queues, projectId, id)
  }
}

/** Adding the same mail again does nothing while the queue remembers it. */
async function addJob(queues: Queues, projectId: string, mailId: string): Promise<void> {
  await queues.add(mailJob, { projectId, mailId }, { id: `${projectId}-${mailId}` })
}
