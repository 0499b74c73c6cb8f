import { type Queryable, schemaReader } from '@basalt/database'
import { fail } from '@basalt/types'
import { usersById } from './queries.ts'
import { targetsOf } from './targets.ts'
import type { Target, User } from './user.ts'

export type UserWithTargets = { readonly user: User; readonly targets: readonly Target[] }

/**
 * A user and its targets. Outside of a transaction, questions of one turn are asked together: two statements, however
 * many callers read their accounts. @throws `user_not_found`
 */
export async function readUser(db: Queryable, id: string): Promise<UserWithTargets> {
  const found = await read(db, id)
  if (found === null) throw fail('user_not_found', { id })
  return found
}

const read = schemaReader(load)

async function load(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, UserWithTargets>> {
  const [users, targets] = await Promise.all([usersById(db, ids), targetsOf(db, ids)])
  return new Map([...users].map(([id, user]) => [id, { user, targets: targets.get(id) ?? [] }]))
}
