import type { SmtpConfig } from '@basalt/config'
import type { Mailbox, SmtpServer } from '@basalt/delivery'
import { fail } from '@basalt/types'
import { type Project, smtpServerOf } from '../projects/index.ts'
import type { MailServices } from './types.ts'

/** The server that sends a project's mails, and who they are from. */
export type Postman = {
  readonly server: SmtpServer
  readonly from: Mailbox
  readonly replyTo: Mailbox | null
  /** True for a server of the project's own; only then do its own wordings count. */
  readonly isOwn: boolean
}

/** The project's own server, else the one of the installation. Null when there is neither. */
export function postmanOf(services: Pick<MailServices, 'config' | 'secrets'>, project: Project): Postman | null {
  const { smtp } = project.settings
  if (smtp.enabled) {
    const from = { name: smtp.senderName, address: smtp.senderEmail }
    const replyTo = smtp.replyTo === '' ? null : { name: smtp.senderName, address: smtp.replyTo }
    return { server: smtpServerOf(smtp, services.secrets), from, replyTo, isOwn: true }
  }
  const own = services.config.smtp
  if (!own) return null
  const from = { name: own.fromName, address: own.fromAddress }
  return { server: installedServer(own), from, replyTo: null, isOwn: false }
}

/** True when mails of the project can be sent at all. */
export function canMail({ config }: Pick<MailServices, 'config'>, project: Project): boolean {
  return project.settings.smtp.enabled || config.smtp !== null
}

/** Refuses what needs a mail before anything is done. @throws `general_smtp_disabled` */
export function requireMail(services: Pick<MailServices, 'config'>, project: Project): void {
  if (!canMail(services, project)) throw fail('general_smtp_disabled')
}

/** `smtps:` is TLS from the first byte; with `smtp:` the server's offer decides. */
function installedServer({ url }: SmtpConfig): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:' ? 'ssl' : ''
  return {
    host: hostname,
    port: Number(port === '' ? (secure === 'ssl' ? 465 : 587) : port),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    secure,
    isOperators: true,
  }
}
