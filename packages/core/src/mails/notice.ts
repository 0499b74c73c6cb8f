import type { Transaction } from '@basalt/database'
import type { Mailbox } from '@basalt/delivery'
import { uniqueId } from '@basalt/service'
import type { Project } from '../projects/index.ts'
import type { Wording } from '../wordings/index.ts'
import { compose } from './compose.ts'
import { enqueue } from './queue.ts'
import { postmanOf } from './servers.ts'
import type { MailServices } from './types.ts'

export type Notice = {
  readonly to: Mailbox
  readonly wording: Wording
  /** Values of the wording's placeholders. */
  readonly variables: Readonly<Record<string, string>>
}

/** Queues a mail that is about Basalt itself, and that projects do not word. Without a mail server nobody is told. */
export async function queueNotice(
  tx: Transaction,
  services: MailServices,
  project: Project,
  { to, wording, variables }: Notice,
): Promise<void> {
  const postman = postmanOf(services, project)
  if (!postman) return
  const content = compose(wording, variables, 'ltr')
  const { from, replyTo } = postman
  await enqueue(tx, services, project.id, { id: uniqueId(), from, to, replyTo, ...content })
}
