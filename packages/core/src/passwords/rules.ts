import { readFileSync } from 'node:fs'
import { fail } from '@basalt/types'
import type { ProjectSettings } from '../projects/index.ts'
import { type StoredPassword, verifyPassword } from './verify.ts'

/** Whose password it is to be: what a password must not contain, and the hashes it must not repeat. */
export type PasswordSubject = {
  readonly userId: string
  readonly email: string | null
  readonly phone: string | null
  readonly name: string
  /** Earlier hashes, the oldest first. */
  readonly history: readonly StoredPassword[]
}

type Auths = Pick<ProjectSettings['auths'], 'passwordDictionary' | 'passwordHistory' | 'personalDataCheck'>
type Which = { readonly personalData: boolean }

/**
 * Holds a new password against the project's rules.
 * @throws `general_argument_invalid` (too common), `password_recently_used`, `password_personal_data`
 */
export async function checkNewPassword(
  auths: Auths,
  subject: PasswordSubject,
  password: string,
  which: Which = { personalData: true },
): Promise<void> {
  if (auths.passwordDictionary && commonPasswords().has(password)) {
    throw fail('general_argument_invalid', {
      reason: 'The password is one of the most common ones. Choose another one.',
    })
  }
  if (auths.passwordHistory > 0) {
    for (const used of subject.history.slice(-auths.passwordHistory)) {
      if (await verifyPassword(used, password)) throw fail('password_recently_used')
    }
  }
  if (which.personalData && auths.personalDataCheck) checkPersonalData(subject, password)
}

/** The history after one more password: as many entries as the project keeps. */
export function withHistory(
  auths: Auths,
  history: readonly StoredPassword[],
  added: StoredPassword,
): readonly StoredPassword[] {
  return auths.passwordHistory > 0 ? [...history, added].slice(-auths.passwordHistory) : []
}

/** @throws `password_personal_data` when the text contains something that others know of the user. */
export function checkPersonalData(subject: Omit<PasswordSubject, 'history'>, password: string): void {
  const { userId, email, phone, name } = subject
  const facts = [userId, email, email?.split('@', 1)[0], name, phone, phone?.replace('+', '')]
  const lowered = password.toLowerCase()
  for (const fact of facts) {
    if (fact && lowered.includes(fact.toLowerCase())) throw fail('password_personal_data')
  }
}

let common: ReadonlySet<string> | null = null

/** The list is read when the first project asks for it; most never do. */
function commonPasswords(): ReadonlySet<string> {
  common ??= new Set(readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8').split('\n'))
  return common
}
