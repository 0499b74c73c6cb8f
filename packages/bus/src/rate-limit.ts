import type { Bus } from './bus.ts'
import { StoreUnavailable } from '@basalt/database'

export type Hit = {
  readonly limit: number
  readonly remaining: number
  /** Unix time in seconds at which the window ends. */
  readonly resetAt: number
  readonly exceeded: boolean
}

// Counts only what is let through: a refused request must not push the window's end away.
const script = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if used >= tonumber(ARGV[1]) then return -1 end
used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return used`

/** Counts one request in the fixed window that the clock is in; windows are aligned to the epoch. */
export async function hitRateLimit(bus: Bus, key: string, limit: number, windowSeconds: number): Promise<Hit> {
  const now = Math.floor(Date.now() / 1000)
  const start = now - (now % windowSeconds)
  const used = await bus.redis
    .eval(script, 1, `limit:${key}:${start}`, limit, windowSeconds)
    .catch((error: unknown) => Promise.reject(new StoreUnavailable('Redis', error)))
  const exceeded = used === -1
  return {
    limit,
    remaining: exceeded ? 0 : Math.max(0, limit - Number(used)),
    resetAt: start + windowSeconds,
    exceeded,
  }
}
