import { fail } from '@basalt/types'
import { currentHashOptions } from './argon2.ts'
import { isScryptSettings, type ScryptModifiedSettings, type ScryptSettings } from './scrypt.ts'
import type { StoredPassword } from './verify.ts'

/** A hash that another system made. `password` is the hash itself. */
export type ImportedPassword =
  | { readonly kind: 'argon2' | 'bcrypt' | 'md5' | 'phpass'; readonly password: string }
  | { readonly kind: 'sha'; readonly password: string; readonly version: string }
  | { readonly kind: 'scrypt'; readonly password: string; readonly settings: ScryptSettings }
  | { readonly kind: 'scryptMod'; readonly password: string; readonly settings: ScryptModifiedSettings }

/** How an imported hash is stored. @throws `general_argument_invalid` for settings that no hash can have. */
export function importedPassword(given: ImportedPassword): StoredPassword & { readonly password: string } {
  return { password: given.password, hash: given.kind, hashOptions: optionsOf(given) }
}

function optionsOf(given: ImportedPassword): Readonly<Record<string, unknown>> {
  switch (given.kind) {
    case 'argon2':
      return currentHashOptions
    case 'bcrypt':
      return { type: 'bcrypt', cost: 8 }
    case 'md5':
      return { type: 'md5' }
    case 'phpass':
      return { type: 'phpass', iteration_count_log2: 8, portable_hashes: false, random_state: '' }
    case 'sha':
      return { version: given.version === '' ? 'sha256' : given.version }
    case 'scrypt':
      if (!isScryptSettings(given.settings)) {
        throw fail('general_argument_invalid', {
          reason:
            'The scrypt settings need a CPU cost that is a power of two, costs of at least 1 within 256 MB, and a length of 16 to 1024.',
        })
      }
      return { type: 'scrypt', ...given.settings }
    default: {
      const { salt, saltSeparator, signerKey } = given.settings
      if (![salt, saltSeparator, signerKey].every(isBase64)) {
        throw fail('general_argument_invalid', { reason: 'Salt, separator and signer key must be base64.' })
      }
      return { type: 'scryptMod', salt, saltSeparator, signerKey }
    }
  }
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)
}
