import { type Queryable, sql, type Transaction } from '@basalt/database'
import { queueMail } from '../mails/index.ts'
import type { Session } from '../sessions/index.ts'
import type { User } from '../users/index.ts'
import { momentIn } from '../wordings/index.ts'
import { agentOf, type MailContext } from './mail-context.ts'

/**
 * Tells a user by mail of a further session, where the project wants that and mails can be sent. The first session of a
 * user is none to be warned of.
 */
export async function alertOfSession(
  tx: Transaction,
  context: MailContext,
  user: User,
  session: Session,
): Promise<void> {
  const { origin, mail, locale } = context
  const { project } = origin
  const canMail = project.settings.smtp.enabled || mail.config.smtp !== null
  if (!project.settings.auths.sessionAlerts || user.email === null || !canMail) return
  if (!(await hasOthers(tx, user.id, session.$id))) return
  const now = new Date()
  const { agentDevice, agentClient, agentOs } = await agentOf(context)
  await queueMail(tx, mail, project, {
    type: 'sessionAlert',
    locale,
    to: { address: user.email, name: user.name },
    variables: {
      user: user.name,
      ...momentIn(locale, now),
      year: now.toISOString().slice(0, 4),
      device: [agentClient, agentOs, agentDevice].filter((part) => part !== 'UNKNOWN').join(', ') || 'UNKNOWN',
      ipAddress: origin.ip,
      country: session.countryName ?? '',
    },
  })
}

async function hasOthers(db: Queryable, userId: string, sessionId: string): Promise<boolean> {
  return (await db.one(sql`SELECT 1 FROM sessions WHERE userId = ${userId} AND id <> ${sessionId} LIMIT 1`)) !== null
}
