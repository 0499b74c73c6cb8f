import { hash, parseOptions, verify } from '@node-rs/argon2'
import { turns } from './turns.ts'

/** Cost of new hashes: KiB of memory, passes, lanes. */
const cost = { memoryCost: 65_536, timeCost: 4, parallelism: 3 }

/** What is stored and shown beside a new hash, under the names that clients know. */
export const currentHashOptions = {
  type: 'argon2',
  memory_cost: cost.memoryCost,
  time_cost: cost.timeCost,
  threads: cost.parallelism,
} as const

/** Bounds of imported hashes, so that one of them cannot exhaust the machine. */
const maxMemoryKiB = 1_048_576
const maxPasses = 64

/** A hash of some password nobody knows: verified against where there is none, so that timing tells nothing. */
const nobodysHash = '$argon2id$v=19$m=65536,t=4,p=3$dGhlcmUgaXMgbm8gdXNlcg$P0xjFJ3cRjq4mSjwTq5sSRfZ0kDcUUFnkWqQvTqzr0o'

export function hashPassword(password: string): Promise<string> {
  return turns.take(() => hash(password, cost))
}

/** True when the password is that of the hash (any argon2 variant in PHC form); false for malformed hashes too. */
export async function verifyArgon2(stored: string, password: string): Promise<boolean> {
  if (!isArgon2(stored)) return verifyNobody(password)
  return turns.take(() => verify(stored, password))
}

/** Takes as long as a verification, and fails. */
export async function verifyNobody(password: string): Promise<false> {
  await turns.take(() => verify(nobodysHash, password))
  return false
}

function isArgon2(stored: string): boolean {
  try {
    const { memoryCost, timeCost } = parseOptions(stored)
    return memoryCost <= maxMemoryKiB && timeCost <= maxPasses
  } catch {
    return false // not in PHC form
  }
}
