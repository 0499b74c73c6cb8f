import { createCipheriv, scrypt, type ScryptOptions } from 'node:crypto'
import { turns } from './turns.ts'

/** Cost and form of an imported scrypt hash, as its creator gave them. */
export type ScryptSettings = {
  readonly costCpu: number
  readonly costMemory: number
  readonly costParallel: number
  readonly length: number
  readonly salt: string
}

/** Settings of Firebase's variant; all three are base64. */
export type ScryptModifiedSettings = {
  readonly salt: string
  readonly saltSeparator: string
  readonly signerKey: string
}

const maxMemoryBytes = 268_435_456
const maxLength = 1024

/** True when scrypt can run with these settings within bounds that no import may pass. */
export function isScryptSettings({ costCpu, costMemory, costParallel, length }: ScryptSettings): boolean {
  const whole = [costCpu, costMemory, costParallel, length].every((value) => Number.isSafeInteger(value) && value >= 1)
  if (!whole || costCpu < 2 || (costCpu & (costCpu - 1)) !== 0) return false
  return (
    length >= 16 &&
    length <= maxLength &&
    costParallel <= 16 &&
    128 * costCpu * costMemory * costParallel <= maxMemoryBytes
  )
}

/** The hash in hex. */
export async function scryptHash(password: string, settings: ScryptSettings): Promise<string> {
  const { costCpu, costMemory, costParallel, length, salt } = settings
  const key = await derive(password, Buffer.from(salt), length, { N: costCpu, r: costMemory, p: costParallel })
  return key.toString('hex')
}

/** Firebase's hash in base64: the signer key, encrypted under a key that scrypt makes of the password. */
export async function scryptModifiedHash(password: string, settings: ScryptModifiedSettings): Promise<string> {
  const salt = Buffer.concat([Buffer.from(settings.salt, 'base64'), Buffer.from(settings.saltSeparator, 'base64')])
  const key = await derive(password, salt, 64, { N: 16_384, r: 8, p: 1 })
  const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), Buffer.alloc(16))
  return Buffer.concat([cipher.update(Buffer.from(settings.signerKey, 'base64')), cipher.final()]).toString('base64')
}

function derive(password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> {
  const hashing = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      scrypt(password, salt, length, { ...options, maxmem: maxMemoryBytes * 2 }, (error, key) => {
        if (error) reject(error)
        else resolve(key)
      })
    })
  return turns.take(hashing)
}
