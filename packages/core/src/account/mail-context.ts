import type { Transaction } from '@basalt/database'
import { type MailOrder, type MailServices, queueMail } from '../mails/index.ts'
import { deviceOf } from '../sessions/index.ts'
import type { SmsServices } from '../sms/index.ts'
import type { User } from '../users/index.ts'
import type { Context } from './context.ts'

/** What acts need that send a mail or a text message: where the request comes from, and in which language it wants its answer. */
export type MailContext = Context & { readonly mail: MailServices & SmsServices; readonly locale: string }

/** The device of a request in words, for mails that tell from where they were asked for. */
export async function agentOf({
  origin,
}: Context): Promise<Readonly<Record<'agentDevice' | 'agentClient' | 'agentOs', string>>> {
  const { deviceBrand, deviceModel, deviceName, clientName, osName } = await deviceOf(origin.userAgent)
  const device = [deviceBrand, deviceModel].filter(Boolean).join(' ') || deviceName
  return { agentDevice: device || 'UNKNOWN', agentClient: clientName || 'UNKNOWN', agentOs: osName || 'UNKNOWN' }
}

/** Queues a mail to the user's own address, in the transaction of the act that it belongs to. */
export async function mailTo(
  tx: Transaction,
  { origin, mail, locale }: MailContext,
  user: User,
  type: MailOrder['type'],
  variables: MailOrder['variables'],
): Promise<void> {
  const address = user.email ?? ''
  await queueMail(tx, mail, origin.project, {
    type,
    locale,
    to: { address, name: user.name },
    variables: { user: user.name, ...variables },
  })
}
