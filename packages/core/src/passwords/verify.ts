import { createHash } from 'node:crypto'
import { parseOptions as parseBcrypt, verify as verifyBcrypt } from '@node-rs/bcrypt'
import { sameSecret } from '../secrets/index.ts'
import { verifyArgon2, verifyNobody } from './argon2.ts'
import { isPortablePhpass, portablePhpass } from './phpass.ts'
import { scryptHash, scryptModifiedHash, type ScryptModifiedSettings, type ScryptSettings } from './scrypt.ts'
import { turns } from './turns.ts'

/** What is stored of a password: its hash, the kind of hash, and the settings that the kind needs. */
export type StoredPassword = {
  readonly password: string | null
  readonly hash: string
  readonly hashOptions: Readonly<Record<string, unknown>>
}

const maxBcryptCost = 16

/**
 * True when the password is the stored one. Whatever the answer, it takes at least as long as a verification of the
 * current kind, also for null, which stands for a user that does not exist.
 */
export async function verifyPassword(stored: StoredPassword | null, password: string): Promise<boolean> {
  if (stored === null || stored.password === null || stored.password === '') return verifyNobody(password)
  if (stored.hash === 'argon2') return verifyArgon2(stored.password, password)
  const [matches] = await Promise.all([verifyImported(stored, stored.password, password), verifyNobody(password)])
  return matches
}

/** True when the hash must be replaced by one of the current kind at the next chance. */
export function isImported(stored: StoredPassword): boolean {
  return stored.hash !== 'argon2'
}

async function verifyImported(
  { hash, hashOptions }: StoredPassword,
  stored: string,
  password: string,
): Promise<boolean> {
  switch (hash) {
    case 'bcrypt':
      return bcrypt(stored, password)
    case 'md5':
      return sameSecret(stored.toLowerCase(), createHash('md5').update(password).digest('hex'))
    case 'sha':
      return sameSecret(
        stored.toLowerCase(),
        createHash(shaName(hashOptions['version'])).update(password).digest('hex'),
      )
    case 'phpass':
      // phpass falls back to the system's crypt, which in practice means bcrypt.
      if (!isPortablePhpass(stored)) return bcrypt(stored, password)
      return sameSecret(stored, await portablePhpass(password, stored))
    case 'scrypt':
      // The settings were checked when they were stored.
      return sameSecret(stored.toLowerCase(), await scryptHash(password, hashOptions as ScryptSettings))
    case 'scryptMod':
      return sameSecret(stored, await scryptModifiedHash(password, hashOptions as ScryptModifiedSettings))
    default:
      return false
  }
}

async function bcrypt(stored: string, password: string): Promise<boolean> {
  try {
    return parseBcrypt(stored).cost <= maxBcryptCost && (await turns.take(() => verifyBcrypt(password, stored)))
  } catch {
    return false // the stored text is no bcrypt hash
  }
}

/** Node's name of a SHA version: `sha512/256` is `sha512-256` there. */
function shaName(version: unknown): string {
  return typeof version === 'string' && version !== '' ? version.replace('/', '-') : 'sha256'
}
