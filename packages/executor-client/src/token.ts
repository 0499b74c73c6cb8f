import { hkdfSync } from 'node:crypto'
import type { SecretsConfig } from '@basalt/config'

/**
 * The bearer tokens of the executor's API, derived from the instance's secrets so that nothing new has to be kept.
 * The first one is sent; the executor takes any, so that secrets can be rotated one service after the other.
 */
export function executorTokens({ current, previous }: SecretsConfig): readonly [string, ...string[]] {
  return [derive(current), ...previous.map(derive)]
}

function derive(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'basalt executor api', 32)).toString('base64url')
}
