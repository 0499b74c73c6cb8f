import { isIP } from 'node:net'
import { type Bus, type Hit, hitRateLimit } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Caller } from '@basalt/core/access'
import type { Project } from '@basalt/core/projects'
import { hashSecret } from '@basalt/core/secrets'
import { fail, isPrivileged } from '@basalt/types'
import type { Endpoint } from './endpoint.ts'
import type { Reply } from './reply.ts'
import type { RequestFacts } from './request.ts'

const maxKeyPart = 320

type Limited = {
  readonly bus: Bus
  readonly enabled: boolean
  readonly exemptAddresses: readonly string[]
  readonly overrides: Config['rateLimits']['overrides']
}

/** What an operation without a limit of its own is counted by, where an operator gives it one. */
const usualKeys = ['ip:{ip},method:{method},url:{url},userId:{userId}']

/**
 * Counts a request against its operation's limits, per project, and sends the headers. Invalid requests count too;
 * keys, admins and dev keys do not.
 * @throws `general_rate_limit_exceeded`
 */
export async function applyRateLimit(
  { bus, enabled, exemptAddresses, overrides }: Limited,
  endpoint: Endpoint,
  project: Project,
  caller: Caller,
  request: RequestFacts,
  given: Readonly<Record<string, unknown>>,
  reply: Reply,
): Promise<void> {
  const override = overrides[endpoint.id]
  const limit = override ? { keys: usualKeys, ...endpoint.rateLimit, ...override } : endpoint.rateLimit
  if (!limit || !enabled) return
  const exempt = isPrivileged(caller.actor) || caller.hasDevKey || exemptAddresses.includes(request.ip)
  if (exempt) {
    const now = Math.floor(Date.now() / 1000)
    const resetAt = now - (now % limit.windowSeconds) + limit.windowSeconds
    sendHeaders(reply, { limit: limit.limit, remaining: limit.limit - 1, resetAt, exceeded: false })
    return
  }
  const hits = await Promise.all(
    limit.keys.map((key) =>
      hitRateLimit(bus, `${project.id}:${limitKey(key, caller, request, given)}`, limit.limit, limit.windowSeconds),
    ),
  )
  const tightest = hits.reduce((least, hit) => (hit.exceeded || hit.remaining < least.remaining ? hit : least))
  sendHeaders(reply, tightest)
  if (hits.some((hit) => hit.exceeded)) throw fail('general_rate_limit_exceeded', { endpoint: endpoint.id })
}

function sendHeaders(reply: Reply, hit: Hit): void {
  reply.header('X-RateLimit-Limit', String(hit.limit))
  reply.header('X-RateLimit-Remaining', String(hit.remaining))
  reply.header('X-RateLimit-Reset', String(hit.resetAt))
}

type Counted = Pick<RequestFacts, 'route' | 'ip' | 'method' | 'userAgent' | 'headers'>

/** What one limit counts by, with its placeholders filled in. What clients write themselves is of bounded length. */
export function limitKey(
  key: string,
  caller: Pick<Caller, 'user'>,
  request: Counted,
  given: Readonly<Record<string, unknown>>,
): string {
  return key.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    switch (name) {
      case 'url':
        // Without the host: a client writes what it likes there, and would be counted anew for each name.
        return request.route
      case 'ip':
        return networkOf(request.ip)
      case 'userId':
        return caller.user?.id ?? ''
      case 'method':
        return request.method
      case 'userAgent':
        return boundedText(request.userAgent)
      case 'chunkId':
        return boundedText(request.headers['x-appwrite-id'])
      default:
        return name.startsWith('param-') ? boundedText(given[name.slice('param-'.length)]) : whole
    }
  })
}

/** An IPv6 subscriber has a network of 2^64 addresses, and is one client all the same. */
function networkOf(ip: string): string {
  if (isIP(ip) !== 6) return ip
  const [left = [], right] = ip.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const gap = right ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  const groups = [...left, ...gap, ...(right ?? [])].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** Nothing is checked yet: all that are no texts count as one, and long ones by their hash. */
function boundedText(value: unknown): string {
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  return text.length <= maxKeyPart ? text : hashSecret(text)
}
