import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const minRounds = 7
const maxRounds = 20
/** Rounds between two pauses, so that a long hash does not hold up other requests. */
const roundsPerTurn = 2048

/** True for portable phpass hashes: `$P$` or `$H$`, a cost character, 8 of salt, 22 of hash. */
export function isPortablePhpass(stored: string): boolean {
  if (!/^\$[PH]\$[./0-9A-Za-z]{31}$/.test(stored)) return false
  const rounds = alphabet.indexOf(stored.charAt(3))
  return rounds >= minRounds && rounds <= maxRounds
}

/** The portable hash of a password under the cost and salt of `setting`, which is a hash or the start of one. */
export async function portablePhpass(password: string, setting: string): Promise<string> {
  const count = 2 ** alphabet.indexOf(setting.charAt(3))
  const bytes = Buffer.from(password)
  let digest = createHash('md5').update(setting.slice(4, 12)).update(bytes).digest()
  for (let round = 1; round <= count; round++) {
    digest = createHash('md5').update(digest).update(bytes).digest()
    if (round % roundsPerTurn === 0) await nextTurn()
  }
  return setting.slice(0, 12) + encode(digest)
}

/** phpass writes 3 bytes as 4 characters, the low bits first. */
function encode(digest: Buffer): string {
  let text = ''
  for (let index = 0; index < digest.length; index += 3) {
    const last = Math.min(index + 3, digest.length)
    let value = 0
    for (let at = last - 1; at >= index; at--) value = value * 256 + (digest[at] ?? 0)
    for (let character = 0; character <= last - index; character++) {
      text += alphabet.charAt(value & 63)
      value >>>= 6
    }
  }
  return text
}
