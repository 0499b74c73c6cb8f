import type { Bus } from '@basalt/bus'
import { type Queryable, sql, type Transaction } from '@basalt/database'
import { type Actor, type ErrorType, fail, render } from '@basalt/types'
import { appendActivity, type Origin } from '../activity/index.ts'
import { consoleProjectId, type Project } from '../projects/index.ts'
import { currentHashOptions, type StoredPassword, withHistory } from '../passwords/index.ts'
import { readUser } from './account-reader.ts'
import * as queries from './queries.ts'
import { addContactTarget, targetsOf } from './targets.ts'
import { type Account, toAccount, toUserRecord, type User, type UserRecord } from './user.ts'

export type NewUser = {
  readonly id: string
  readonly email?: string | null
  readonly phone?: string | null
  readonly name?: string
  readonly password?: StoredPassword | null
  readonly emailVerified?: boolean
  readonly phoneVerified?: boolean
  /** True when the user comes by itself, and is therefore here right now. */
  readonly accessed?: boolean
  /** False for users that are invited: their address becomes a target later. */
  readonly targets?: boolean
  /** What to answer when an identity of somebody else has this e-mail. */
  readonly identityClash?: ErrorType
}

/**
 * Creates a user with the targets of its e-mail and phone, and tells so, whichever operation caused it.
 * @throws `user_already_exists`, or `identityClash`
 */
export async function createUser(tx: Transaction, bus: Bus, origin: Origin, input: NewUser): Promise<User> {
  const { id, email = null, phone = null, name = '', password = null } = input
  if (email !== null) await refuseForeignIdentity(tx, id, email, input.identityClash ?? 'user_email_already_exists')
  const auths = origin.project.settings.auths
  await queries.insertUser(tx, {
    id,
    email,
    phone,
    name,
    password: password?.password ?? null,
    hash: password?.hash ?? 'argon2',
    hashOptions: password?.hashOptions ?? currentHashOptions,
    passwordHistory: password ? withHistory(auths, [], password) : [],
    emailVerified: input.emailVerified ?? false,
    phoneVerified: input.phoneVerified ?? false,
    accessed: input.accessed ?? false,
  })
  if (input.targets ?? true) {
    if (email !== null) await addContactTarget(tx, id, 'email', email)
    if (phone !== null) await addContactTarget(tx, id, 'sms', phone)
  }
  const user = await requireUser(tx, id)
  // A user that nobody created acted for itself: the entry is in its own log.
  const actor = origin.actor.kind === 'guest' ? actorOf(user) : origin.actor
  await appendActivity(tx, bus, { ...origin, actor }, [
    {
      event: `users.${id}.create`,
      auditEvent: 'user.create',
      resource: `user/${id}`,
      payload: render('account', await accountOf(tx, user), false),
    },
  ])
  return user
}

/**
 * Refuses one more user where the project allows no more; on the console that is everybody after the first.
 * @throws `user_count_exceeded`, `user_console_count_exceeded`
 */
export async function checkUserLimit(tx: Transaction, project: Project): Promise<void> {
  const { limit } = project.settings.auths
  if (limit === 0 || (await queries.countUsersLocked(tx, limit)) < limit) return
  throw fail(project.id === consoleProjectId ? 'user_console_count_exceeded' : 'user_count_exceeded', { limit })
}

/** The actor that a user is once it has proved who it is, for the log of what that request does. */
export function actorOf(user: User, sessionId: string | null = null): Actor {
  const identity = { id: user.id, name: user.name, email: user.email ?? '' }
  return { kind: 'user', roles: new Set(), scopes: new Set(), user: identity, sessionId, keyId: null, keyName: '' }
}

/** @throws `user_not_found` */
export async function requireUser(db: Queryable, id: string): Promise<User> {
  const user = await queries.findUser(db, id)
  if (user === null) throw fail('user_not_found', { id })
  return user
}

/** The account of a user, as it sees it itself. @throws `user_not_found` */
export async function getAccount(db: Queryable, id: string): Promise<Account> {
  const { user, targets } = await readUser(db, id)
  return toAccount(user, targets)
}

/** A user as keys and admins see it. @throws `user_not_found` */
export async function getUser(db: Queryable, id: string): Promise<UserRecord> {
  const { user, targets } = await readUser(db, id)
  return toUserRecord(user, targets)
}

export async function accountOf(db: Queryable, user: User): Promise<Account> {
  return toAccount(user, (await targetsOf(db, [user.id])).get(user.id) ?? [])
}

/**
 * Changes a user: `change` sees the row, locked, and says what is new.
 * @throws `user_not_found`, `user_email_already_exists`, `user_phone_already_exists`, or what `change` throws
 */
export async function changeUser(
  tx: Transaction,
  id: string,
  change: (user: User) => queries.UserChanges | Promise<queries.UserChanges>,
): Promise<void> {
  const user = await queries.lockUser(tx, id)
  await queries.writeChanges(tx, user, await change(user))
}

/** An e-mail that belongs to an identity of another user would let two people sign in as one. */
export async function refuseForeignIdentity(
  db: Queryable,
  userId: string,
  email: string,
  type: ErrorType,
): Promise<void> {
  const foreign = await db.one(
    sql`SELECT 1 FROM identities WHERE providerEmail = ${email} AND userId <> ${userId} LIMIT 1`,
  )
  if (foreign !== null) throw fail(type, { userId })
}
