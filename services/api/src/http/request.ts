/** Facts of one request that handlers and core may use. Forwarded headers count only behind a trusted proxy. */
export type RequestFacts = {
  readonly id: string
  readonly method: string
  /** Route pattern of the operation, as `/v1/teams/:teamId`. */
  readonly route: string
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
