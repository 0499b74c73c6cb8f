import { ownHostname, type RequestFacts } from '#http/request.ts'
import type { Services } from '#http/services.ts'

/** A page of the console. Its host is the configured one: a Host header could name any. */
export function consolePage({ config }: Services, request: RequestFacts, path: string): string {
  const own = ownHostname(config, request)
  return `${request.protocol}://${request.hostname === own ? request.host : own}${path}`
}
