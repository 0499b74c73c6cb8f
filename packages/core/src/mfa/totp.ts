import { Secret, TOTP } from 'otpauth'

const secretBytes = 64
const period = 30
/** Steps before and after the current one whose codes count: clocks differ. */
const drift = 1

/** A new secret, in base32 as authenticator apps read it. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32
}

/** What the app scans: who issues the codes, and whose they are. */
export function otpauthUri(issuer: string, label: string, secret: string): string {
  const account = encodeURIComponent(`${issuer}:${label}`)
  return `otpauth://totp/${account}?issuer=${encodeURIComponent(issuer)}&secret=${secret}`
}

/** The step whose code this is, or null. Compared in constant time. */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })
  const delta = totp.validate({ token: code, timestamp: now, window: drift })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}
