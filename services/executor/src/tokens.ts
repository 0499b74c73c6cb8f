import { createHash, timingSafeEqual } from 'node:crypto'
import type { SecretsConfig } from '@basalt/config'
import { executorTokens } from '@basalt/executor-client'

/** Tells whether an `Authorization` header holds one of the tokens that callers may have. In constant time. */
export function tokenCheck(secrets: SecretsConfig): (authorization: string | undefined) => boolean {
  const accepted = executorTokens(secrets).map((token) => digest(`Bearer ${token}`))
  return (authorization = '') => {
    const given = digest(authorization)
    // All of them are compared, so that the time does not tell which one is near.
    return accepted.map((token) => timingSafeEqual(token, given)).includes(true)
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
