import { sql, type Transaction } from '@basalt/database'
import { type MailServices, queueNotice } from '../mails/index.ts'
import type { Project } from '../projects/index.ts'
import type { Receiver } from './receivers.ts'

const wording = {
  subject: 'Webhook {{webhook}} of {{project}} was switched off',
  message:
    '<p>Hello,</p><p>The webhook {{b}}{{webhook}}{{/b}} of your project {{b}}{{project}}{{/b}} was switched off, as its last deliveries all failed, each several times.</p><p>Address: {{url}}</p><p>Last answer: {{reason}}</p><p>What happens from now on is not sent to it. Switch it on again in the console when its server is back: deliveries that wait are then sent.</p>',
}

const maxMembers = 100

/** Tells the members of the organisation that owns the project, in the transaction that switches the webhook off. */
export async function tellOwners(
  tx: Transaction,
  services: MailServices,
  console: Project,
  { project, receiver, reason }: { readonly project: Project; readonly receiver: Receiver; readonly reason: string },
): Promise<void> {
  const members = await tx.all<{ name: string; email: string }>(
    sql`SELECT users.name, users.email FROM memberships JOIN users ON users.id = memberships.userId
        WHERE memberships.teamId = ${project.teamId} AND memberships.confirmed AND users.email IS NOT NULL
        ORDER BY memberships.sequence LIMIT ${maxMembers}`,
  )
  const variables = { webhook: receiver.name, project: project.name, url: receiver.url, reason }
  for (const { name, email } of members) {
    await queueNotice(tx, services, console, { to: { name, address: email }, wording, variables })
  }
}
