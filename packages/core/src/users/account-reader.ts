import { coalesce, type Queryable, Schema } from '@basalt/database'
import { fail } from '@basalt/types'
import { usersById } from './queries.ts'
import { targetsOf } from './targets.ts'
import type { Target, User } from './user.ts'

export type UserWithTargets = { readonly user: User; readonly targets: readonly Target[] }
type Find = (id: string) => Promise<UserWithTargets | null>

// One reader a schema: it holds no data, only the questions of one turn of the event loop.
const readers = new WeakMap<Schema, Find>()

/**
 * A user and its targets. Outside of a transaction, questions of one turn are asked together: two statements, however
 * many callers read their accounts. @throws `user_not_found`
 */
export async function readUser(db: Queryable, id: string): Promise<UserWithTargets> {
  const found = await (db instanceof Schema ? readerOf(db) : alone(db))(id)
  if (found === null) throw fail('user_not_found', { id })
  return found
}

function readerOf(schema: Schema): Find {
  let reader = readers.get(schema)
  if (!reader) {
    reader = coalesce((ids) => load(schema, ids))
    readers.set(schema, reader)
  }
  return reader
}

function alone(db: Queryable): Find {
  return async (id) => (await load(db, [id])).get(id) ?? null
}

async function load(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, UserWithTargets>> {
  const [users, targets] = await Promise.all([usersById(db, ids), targetsOf(db, ids)])
  return new Map([...users].map(([id, user]) => [id, { user, targets: targets.get(id) ?? [] }]))
}
