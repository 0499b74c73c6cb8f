import type { Queryable } from '@basalt/database'
import { fail } from '@basalt/types'
import { userClaims } from '../access/index.ts'
import type { Origin } from '../activity/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { listSessions } from '../sessions/index.ts'
import { requireUser } from '../users/index.ts'

const ownJwtSeconds = 900

/** A token that acts for the caller's session, and dies with it. @throws `user_session_not_found` without a session */
export function createOwnJwt(secrets: Secrets, { project, actor }: Pick<Origin, 'project' | 'actor'>): string {
  if (!actor.user || actor.sessionId === null) throw fail('user_session_not_found')
  return secrets.sign(userClaims(project.id, actor.user.id, actor.sessionId), ownJwtSeconds)
}

/**
 * A token that acts for a user: for one of its sessions (`recent` is the newest), or for the user alone when the id is
 * empty or unknown. @throws `user_not_found`
 */
export async function createUserJwt(
  db: Queryable,
  secrets: Secrets,
  projectId: string,
  userId: string,
  input: { readonly sessionId: string; readonly durationSeconds: number },
): Promise<string> {
  await requireUser(db, userId)
  const sessions = input.sessionId === '' ? [] : await listSessions(db, userId, null, { secrets, locale: 'en' })
  const session =
    input.sessionId === 'recent' ? sessions.at(-1) : sessions.find((entry) => entry.$id === input.sessionId)
  return secrets.sign(userClaims(projectId, userId, session?.$id ?? ''), input.durationSeconds)
}
