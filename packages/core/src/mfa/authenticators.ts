import type { Transaction } from '@basalt/database'
import { fail, type Renderable } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { extendFactors } from '../sessions/index.ts'
import { type Account, changeUser, getAccount } from '../users/index.ts'
import { newTotpSecret, otpauthUri, stepOf } from './totp.ts'

/**
 * Gives the user a new secret for its authenticator app, instead of one that it never confirmed.
 * @throws `user_authenticator_already_verified`
 */
export async function createAuthenticator(
  tx: Transaction,
  secrets: Secrets,
  project: Project,
  userId: string,
): Promise<Renderable<'mfaType'>> {
  const secret = newTotpSecret()
  let label = userId
  await changeUser(tx, userId, (user) => {
    if (user.totpVerified) throw fail('user_authenticator_already_verified')
    label = user.email ?? (user.name || user.id)
    return { totpSecret: secrets.encrypt(secret) }
  })
  return { secret, uri: otpauthUri(project.name, label, secret) }
}

/**
 * Takes the authenticator into use once the user has shown a code of it. The session has passed it then.
 * @throws `user_authenticator_not_found`, `user_authenticator_already_verified`, `user_invalid_token`
 */
export async function confirmAuthenticator(
  tx: Transaction,
  secrets: Secrets,
  userId: string,
  sessionId: string | null,
  code: string,
): Promise<Account> {
  await changeUser(tx, userId, (user) => {
    if (user.totpSecret === null) throw fail('user_authenticator_not_found')
    if (user.totpVerified) throw fail('user_authenticator_already_verified')
    if (stepOf(secrets.decrypt(user.totpSecret), code) === null) throw fail('user_invalid_token')
    return { totpVerified: true }
  })
  if (sessionId !== null) await extendFactors(tx, userId, sessionId, ['totp'])
  return getAccount(tx, userId)
}

/** @throws `user_authenticator_not_found` */
export async function removeAuthenticator(tx: Transaction, userId: string): Promise<Account> {
  await changeUser(tx, userId, (user) => {
    if (user.totpSecret === null) throw fail('user_authenticator_not_found')
    return { totpSecret: null, totpVerified: false, totpStep: 0 }
  })
  return getAccount(tx, userId)
}
