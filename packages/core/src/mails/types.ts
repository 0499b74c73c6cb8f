import type { Config } from '@basalt/config'
import type { Mail, Mailbox, SmtpServer } from '@basalt/delivery'
import type { Queues } from '@basalt/bus'
import type { Secrets } from '../secrets/index.ts'
import type { MailType, Wording } from '../wordings/index.ts'

/** How a project words one mail in one locale, and who it is from. */
export type Template = Wording & {
  readonly senderName: string
  readonly senderEmail: string
  readonly replyTo: string
}

/** What queueing a mail needs of the process. */
export type MailServices = {
  readonly config: Pick<Config, 'smtp'>
  readonly queues: Queues
  readonly secrets: Secrets
}

export type MailOrder = {
  readonly type: MailType
  readonly locale: string
  readonly to: Mailbox
  /** Values of the placeholders; the project's name comes by itself. */
  readonly variables: Readonly<Record<string, string>>
}

/** A mail as it waits in its row; with a server when it must take that one and no other. */
export type StoredMail = Mail & { readonly server?: SmtpServer }
