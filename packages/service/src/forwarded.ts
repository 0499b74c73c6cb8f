import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Where a request really came from. */
export type Client = { readonly ip: string; readonly protocol: 'http' | 'https'; readonly host: string }

/** Reads X-Forwarded-* only from proxies that the operator trusts. */
export class Forwarding {
  readonly #trusted = new BlockList()
  readonly #any: boolean

  constructor(trustedProxies: readonly string[]) {
    this.#any = trustedProxies.length > 0
    for (const entry of trustedProxies) {
      const [address = '', prefix] = entry.split('/')
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
      if (prefix === undefined) this.#trusted.addAddress(address, family)
      else this.#trusted.addSubnet(address, Number(prefix), family)
    }
  }

  clientOf(request: IncomingMessage): Client {
    const peer = plainAddress(request.socket.remoteAddress ?? '')
    const direct: Client = { ip: peer, protocol: 'http', host: request.headers.host ?? '' }
    if (!this.#any || !this.#isTrusted(peer)) return direct
    const { headers } = request
    const hops = first(headers['x-forwarded-for'], '')
      .split(',')
      .map((hop) => plainAddress(hop.trim()))
    // The nearest address that no trusted proxy vouches for: what stands before it could be forged.
    const ip =
      hops.findLast((hop) => isIP(hop) !== 0 && !this.#isTrusted(hop)) ?? hops.find((hop) => isIP(hop) !== 0) ?? peer
    const protocol = first(headers['x-forwarded-proto'], 'http') === 'http' ? 'http' : 'https'
    return { ip, protocol, host: first(headers['x-forwarded-host'], direct.host) }
  }

  #isTrusted(address: string): boolean {
    const family = isIP(address)
    return family !== 0 && this.#trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address
}

function first(header: string | readonly string[] | undefined, fallback: string): string {
  const value = typeof header === 'string' ? header : header?.[0]
  return value === undefined || value === '' ? fallback : value
}
