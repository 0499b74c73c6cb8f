import { parseExact, type Renderable } from '@basalt/types'
import type { StoredPassword } from '../passwords/index.ts'

/** A row of `users` as MariaDB gives it. */
export type StoredUser = {
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly status: number
  readonly labels: string
  readonly password: string | null
  readonly hash: string
  readonly hashOptions: string | null
  readonly passwordHistory: string
  readonly passwordUpdatedAt: string | null
  readonly prefs: string
  readonly registeredAt: string
  readonly emailVerified: number
  readonly phoneVerified: number
  readonly mfa: number
  readonly totpSecret: string | null
  readonly totpVerified: number
  readonly totpStep: number
  readonly recoveryCodes: string | null
  readonly accessedAt: string | null
}

/** A user with everything that is known of it, secrets included. It never leaves core in this form. */
export type User = Omit<
  StoredUser,
  | 'status'
  | 'labels'
  | 'hashOptions'
  | 'passwordHistory'
  | 'prefs'
  | 'emailVerified'
  | 'phoneVerified'
  | 'mfa'
  | 'totpVerified'
> & {
  readonly status: boolean
  readonly labels: readonly string[]
  readonly hashOptions: Readonly<Record<string, unknown>>
  readonly passwordHistory: readonly StoredPassword[]
  readonly prefs: Readonly<Record<string, unknown>>
  readonly emailVerified: boolean
  readonly phoneVerified: boolean
  readonly mfa: boolean
  readonly totpVerified: boolean
}

export type Target = Renderable<'target'> & { readonly $id: string }
export type Account = Renderable<'account'> & { readonly $id: string }
/** The account with its password's hash, for keys and admins. */
export type UserRecord = Renderable<'user'> & { readonly $id: string }

/** The texts are JSON that this feature wrote. */
export function parseUser(row: StoredUser): User {
  return {
    ...row,
    status: row.status !== 0,
    labels: JSON.parse(row.labels) as readonly string[],
    hashOptions: JSON.parse(row.hashOptions ?? '{}') as Readonly<Record<string, unknown>>,
    passwordHistory: JSON.parse(row.passwordHistory) as readonly StoredPassword[],
    prefs: parseExact(row.prefs) as Readonly<Record<string, unknown>>,
    emailVerified: row.emailVerified !== 0,
    phoneVerified: row.phoneVerified !== 0,
    mfa: row.mfa !== 0,
    totpVerified: row.totpVerified !== 0,
  }
}

export function toAccount(user: User, targets: readonly Target[]): Account {
  return {
    $id: user.id,
    $createdAt: user.createdAt,
    $updatedAt: user.updatedAt,
    name: user.name,
    registration: user.registeredAt,
    status: user.status,
    labels: user.labels,
    passwordUpdate: user.passwordUpdatedAt,
    email: user.email,
    phone: user.phone,
    emailVerification: user.emailVerified,
    phoneVerification: user.phoneVerified,
    mfa: user.mfa,
    prefs: user.prefs,
    targets,
    accessedAt: user.accessedAt,
  }
}

export function toUserRecord(user: User, targets: readonly Target[]): UserRecord {
  return { ...toAccount(user, targets), password: user.password, hash: user.hash, hashOptions: user.hashOptions }
}
