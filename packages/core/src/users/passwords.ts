import type { Transaction } from '@basalt/database'
import {
  checkNewPassword,
  currentHashOptions,
  hashPassword,
  type StoredPassword,
  withHistory,
} from '../passwords/index.ts'
import type { Project } from '../projects/index.ts'
import { lockUser, type UserChanges, writeChanges } from './queries.ts'
import type { User } from './user.ts'

type Subject = Pick<User, 'id' | 'email' | 'phone' | 'name' | 'passwordHistory'>

/**
 * Holds a new password against the project's rules and hashes it. It takes a while: call it before the transaction.
 * @throws `general_argument_invalid`, `password_recently_used`, `password_personal_data`
 */
export async function prepareNewPassword(
  project: Project,
  user: Subject,
  password: string,
  which: { readonly personalData: boolean } = { personalData: true },
): Promise<StoredPassword> {
  const subject = {
    userId: user.id,
    email: user.email,
    phone: user.phone,
    name: user.name,
    history: user.passwordHistory,
  }
  await checkNewPassword(project.settings.auths, subject, password, which)
  return storedPassword(password)
}

export async function storedPassword(password: string): Promise<StoredPassword> {
  return { password: await hashPassword(password), hash: 'argon2', hashOptions: currentHashOptions }
}

/** What changes of a user that gets this password. */
export function passwordChanges(project: Project, user: User, stored: StoredPassword): UserChanges {
  return {
    ...stored,
    passwordUpdatedAt: new Date(),
    passwordHistory: withHistory(project.settings.auths, user.passwordHistory, stored),
  }
}

/** Gives a user a prepared password. */
export async function setPassword(
  tx: Transaction,
  project: Project,
  userId: string,
  stored: StoredPassword,
): Promise<void> {
  const user = await lockUser(tx, userId)
  await writeChanges(tx, user, passwordChanges(project, user, stored))
}

/** Takes the password away: nobody signs in with one until it is set anew. */
export async function clearPassword(tx: Transaction, userId: string): Promise<void> {
  const user = await lockUser(tx, userId)
  await writeChanges(tx, user, {
    password: '',
    hash: 'argon2',
    hashOptions: currentHashOptions,
    passwordUpdatedAt: new Date(),
  })
}

/** Replaces an imported hash by one of the current kind, unless the password changed meanwhile. */
export async function replaceHash(tx: Transaction, userId: string, was: string, stored: StoredPassword): Promise<void> {
  const user = await lockUser(tx, userId)
  if (user.password === was) await writeChanges(tx, user, stored)
}
