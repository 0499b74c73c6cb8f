import type { Config } from '@basalt/config'

/** Facts of one request that handlers and core may use. Forwarded headers count only behind a trusted proxy. */
export type RequestFacts = {
  readonly id: string
  readonly method: string
  /** Route pattern of the operation, as `/v1/teams/:teamId`. */
  readonly route: string
  /** As it was asked for, without the query. */
  readonly path: string
  readonly ip: string
  readonly userAgent: string
  readonly protocol: 'http' | 'https'
  /** Host as the client wrote it, with its port. */
  readonly host: string
  readonly hostname: string
  /** Origin header, or the origin of the Referer; empty for servers and command lines. */
  readonly origin: string
  readonly locale: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** The host that mails may lead to beside the project's own: never what a client says that our name is. */
export function ownHostname({ domains }: Config, { hostname }: RequestFacts): string {
  return hostname === '127.0.0.1' || hostname === '[::1]' ? hostname : domains.main
}
