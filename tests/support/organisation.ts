import { randomBytes } from 'node:crypto'
import { Client, expectStatus } from './client.ts'
import type { TestProject } from './project.ts'

/** Somebody who joined the organisation of a project with this role, in admin mode of the project. */
export async function aColleague({ id, origin, owner, teamId, mailbox }: TestProject, role: string): Promise<Client> {
  const email = `${role}-${randomBytes(4).toString('hex')}@basalt.test`
  const invitation = { email, roles: [role], url: 'http://localhost/console/invite' }
  expectStatus(await owner.post(`/v1/teams/${teamId}/memberships`, invitation), 201)
  const { links } = await mailbox.take(email)
  const { membershipId, userId, secret } = Object.fromEntries(links[0]?.searchParams ?? [])
  const colleague = new Client(origin, { 'x-appwrite-project': 'console' })
  const path = `/v1/teams/${teamId}/memberships/${membershipId}/status`
  expectStatus(await colleague.patch(path, { userId, secret }), 200)
  return colleague.with({ 'x-appwrite-project': id, 'x-appwrite-mode': 'admin' })
}
