import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { fail } from '@basalt/types'
import { isAllowedOrigin, type Project } from '../projects/index.ts'

/** The page that asks: its origin, and the host that its passkeys belong to. */
export type Site = { readonly origin: string; readonly rpId: string }

/**
 * The site of a request. Browsers make passkeys for pages with a host name only.
 * @throws `general_unknown_origin`
 */
export function siteOf(project: Project, request: { readonly origin: string; readonly hostname: string }): Site {
  const url = URL.parse(request.origin)
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  const isNamed = isWeb && !url.hostname.startsWith('[') && isIP(url.hostname) === 0
  if (!isNamed || !isAllowedOrigin(request.origin, project, request.hostname)) {
    throw fail('general_unknown_origin', { origin: request.origin })
  }
  return { origin: url.origin, rpId: url.hostname }
}

/**
 * What an authenticator knows a user by. Two projects on one host have users of their own, and one passkey would
 * replace the other were these the same; and it tells nothing about the user, as the standard asks.
 */
export function userHandle(project: Project, userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`${project.id}:${userId}`).digest())
}
