import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { SecretsConfig } from '@basalt/config'
import jwt from 'jsonwebtoken'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** The instance's secrets at work: encryption at rest, and the signing of Basalt's own JWTs. Built once at start. */
export class Secrets {
  readonly #encryptionKeys: readonly Buffer[]
  /** As keys and not bytes: the library would try to read a private key out of those each time. */
  readonly #signingKeys: readonly KeyObject[]

  constructor(config: SecretsConfig) {
    const all = [config.current, ...config.previous]
    this.#encryptionKeys = all.map((secret) => derive(secret, 'basalt encryption at rest'))
    this.#signingKeys = all.map((secret) => createSecretKey(derive(secret, 'basalt token signing')))
  }

  /** Encrypts a text under the current secret; the result is base64 and authenticated. */
  encrypt(plain: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, first(this.#encryptionKeys), nonce)
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
  }

  /** Reads what `encrypt` made, under the current or a previous secret. @throws when none of them fits. */
  decrypt(sealed: string): string {
    return this.#open(sealed).plain
  }

  /** The same value under the current secret; null when it is already. @throws as `decrypt` does. */
  reseal(sealed: string): string | null {
    const { plain, isCurrent } = this.#open(sealed)
    return isCurrent ? null : this.encrypt(plain)
  }

  #open(sealed: string): { readonly plain: string; readonly isCurrent: boolean } {
    const bytes = Buffer.from(sealed, 'base64')
    const nonce = bytes.subarray(0, nonceBytes)
    const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
    for (const [index, key] of this.#encryptionKeys.entries()) {
      try {
        const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAuthTag(tag)
        const plain = decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        return { plain, isCurrent: index === 0 }
      } catch {
        // Sealed under another secret: the next one is tried, and the error below tells that none fitted.
      }
    }
    throw new Error('a stored value was encrypted under an unknown secret')
  }

  /** Signs claims with HS256. Null: they do not expire, or say so themselves (`exp`). */
  sign(claims: object, expiresInSeconds: number | null): string {
    return jwt.sign(claims, first(this.#signingKeys), {
      algorithm: 'HS256',
      ...(expiresInSeconds === null ? {} : { expiresIn: expiresInSeconds }),
      noTimestamp: true,
    })
  }

  /** The claims of a token that Basalt signed and that has not expired; otherwise null. */
  verify(token: string): Readonly<Record<string, unknown>> | null {
    for (const key of this.#signingKeys) {
      try {
        const claims = jwt.verify(token, key, { algorithms: ['HS256'] })
        return typeof claims === 'object' ? claims : null
      } catch {
        // Forged, expired, or signed with another secret: the caller hears null when no secret fits.
      }
    }
    return null
  }
}

/** A new random secret of `bytes` bytes, in hex. */
export function newSecret(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

/** What is stored of a random secret: SHA-256, in hex. Only for secrets with enough entropy of their own. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares two texts in constant time. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest())
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}

function first<T>(keys: readonly T[]): T {
  const key = keys[0]
  if (!key) throw new Error('no secret is configured')
  return key
}
