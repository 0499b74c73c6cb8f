import type { Queryable } from '@basalt/database'
import type { Actor } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { authoriseGrant, ownedProject } from './ownership.ts'

/** Makes a key that needs no row: signed, short-lived, and never with more than its maker may do. */
export async function createProjectJwt(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  input: { readonly scopes: readonly string[]; readonly durationSeconds: number },
): Promise<{ readonly jwt: string }> {
  await ownedProject(db, actor, projectId)
  authoriseGrant(actor, input.scopes)
  return { jwt: `dynamic_${secrets.sign({ projectId, scopes: input.scopes }, input.durationSeconds)}` }
}
