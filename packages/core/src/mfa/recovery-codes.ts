import { randomBytes } from 'node:crypto'
import type { Queryable, Transaction } from '@basalt/database'
import { fail, type Renderable } from '@basalt/types'
import { sameSecret, type Secrets } from '../secrets/index.ts'
import { changeUser, requireUser, type User } from '../users/index.ts'

const codes = 6
const codeBytes = 5

/** @throws `user_recovery_codes_not_found` */
export async function getRecoveryCodes(
  db: Queryable,
  secrets: Secrets,
  userId: string,
): Promise<Renderable<'mfaRecoveryCodes'>> {
  const user = await requireUser(db, userId)
  if (user.recoveryCodes === null) throw fail('user_recovery_codes_not_found')
  return { recoveryCodes: opened(secrets, user.recoveryCodes) }
}

/** @throws `user_recovery_codes_already_exists` */
export async function createRecoveryCodes(
  tx: Transaction,
  secrets: Secrets,
  userId: string,
): Promise<Renderable<'mfaRecoveryCodes'>> {
  return replaceCodes(tx, secrets, userId, (user) => {
    if (user.recoveryCodes !== null) throw fail('user_recovery_codes_already_exists')
  })
}

/** Old codes stop working. @throws `user_recovery_codes_not_found` */
export async function renewRecoveryCodes(
  tx: Transaction,
  secrets: Secrets,
  userId: string,
): Promise<Renderable<'mfaRecoveryCodes'>> {
  return replaceCodes(tx, secrets, userId, (user) => {
    if (user.recoveryCodes === null) throw fail('user_recovery_codes_not_found')
  })
}

/**
 * The codes that are left after using one of them, sealed for storing; null when it is none of them. Letters may be in
 * any case. The user must be locked.
 */
export function withoutCode(
  secrets: Secrets,
  user: User,
  code: string,
): { readonly recoveryCodes: string | null } | null {
  if (user.recoveryCodes === null) return null
  const all = opened(secrets, user.recoveryCodes)
  const left = all.filter((one) => !sameSecret(one, code.toLowerCase()))
  if (left.length === all.length) return null
  return { recoveryCodes: left.length === 0 ? null : secrets.encrypt(JSON.stringify(left)) }
}

async function replaceCodes(
  tx: Transaction,
  secrets: Secrets,
  userId: string,
  check: (user: User) => void,
): Promise<Renderable<'mfaRecoveryCodes'>> {
  const recoveryCodes = Array.from({ length: codes }, () => randomBytes(codeBytes).toString('hex'))
  await changeUser(tx, userId, (user) => {
    check(user)
    return { recoveryCodes: secrets.encrypt(JSON.stringify(recoveryCodes)) }
  })
  return { recoveryCodes }
}

function opened(secrets: Secrets, sealed: string): readonly string[] {
  return JSON.parse(secrets.decrypt(sealed)) as readonly string[] // sealed by this feature only
}
