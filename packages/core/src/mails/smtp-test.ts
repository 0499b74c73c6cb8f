import type { Database } from '@basalt/database'
import type { SmtpServer } from '@basalt/delivery'
import { uniqueId } from '@basalt/service'
import type { Actor } from '@basalt/types'
import { ownedSchema } from '../projects/index.ts'
import { compose } from './compose.ts'
import { enqueue } from './queue.ts'
import type { MailServices } from './types.ts'

export type SmtpTest = {
  readonly emails: readonly string[]
  readonly senderName: string
  readonly senderEmail: string
  readonly replyTo: string
  readonly server: SmtpServer
}

const wording = {
  subject: 'Custom SMTP email sample',
  message:
    '<p>Hello,</p><p>This mail shows that your mail server works.</p><p>It is from {{b}}{{from}}{{/b}}.</p><p>Answers go to {{b}}{{replyTo}}{{/b}}.</p>',
}

/** Sends sample mails with settings that are not stored yet. */
export async function queueSmtpTest(
  services: Pick<MailServices, 'queues' | 'secrets'> & { readonly database: Database },
  actor: Actor,
  projectId: string,
  { emails, senderName, senderEmail, replyTo, server }: SmtpTest,
): Promise<void> {
  const schema = await ownedSchema(services.database, actor, projectId)
  const from = { name: senderName, address: senderEmail }
  const answersTo = replyTo === '' ? null : { name: senderName, address: replyTo }
  const content = compose(wording, { from: `${senderName} (${senderEmail})`, replyTo }, 'ltr')
  await schema.transaction(async (tx) => {
    for (const address of emails) {
      const mail = { id: uniqueId(), from, to: { name: '', address }, replyTo: answersTo, ...content, server }
      await enqueue(tx, services, projectId, mail)
    }
  })
}
