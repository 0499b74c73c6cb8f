import { cookieName } from '@basalt/core/access'
import type { Project } from '@basalt/core/projects'
import type { Reply } from '#http/reply.ts'
import type { RequestFacts } from '#http/request.ts'
import { cookieDomain, isSameSite } from './site.ts'

type Carrier = { readonly project: Project; readonly request: RequestFacts; readonly reply: Reply }

/**
 * Hands a session to a browser: as cookies, and as a header that the SDK keeps itself where the browser would not send
 * cookies back, because page and API are different sites.
 */
export function giveSessionCookie(
  carrier: Carrier,
  session: { readonly secret: string; readonly expire: string },
): void {
  setCookies(carrier, session.secret, new Date(session.expire))
  const { project, request, reply } = carrier
  const page = URL.parse(request.origin)?.hostname ?? ''
  if (isSameSite(request.hostname, page)) return
  reply.header('X-Fallback-Cookies', JSON.stringify({ [`a_session_${project.id}`]: session.secret }))
}

/** Takes the session away from a browser again. */
export function takeSessionCookie(carrier: Carrier): void {
  setCookies(carrier, '', new Date(Date.now() - 3_600_000))
  carrier.reply.header('X-Fallback-Cookies', '[]')
}

function setCookies({ project, request, reply }: Carrier, value: string, expiresAt: Date): void {
  reply.sessionCookie({ name: cookieName(project.id), value, expiresAt, domain: cookieDomain(request.hostname) })
}
