import { randomUUID } from 'node:crypto'
import { StoreUnavailable } from '@basalt/database'
import type { Bus } from './bus.ts'

const renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`

const releaseScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

/**
 * Runs `work` unless another process runs it under the same name; null when one does. The lease is renewed while
 * `work` runs. `signal` fires when it was lost (Redis flushed, or this process stood still): it saves double work and
 * is no proof against it, so that the database must still have the last word.
 */
export async function withLease<T>(
  bus: Bus,
  name: string,
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const key = `lease:${name}`
  const token = randomUUID()
  const taken = await bus.redis.set(key, token, 'PX', seconds * 1000, 'NX').catch((error: unknown) => {
    throw new StoreUnavailable('Redis', error)
  })
  if (taken === null) return null
  const lost = new AbortController()
  const renewal = setInterval(
    () => {
      bus.redis.eval(renewScript, 1, key, token, seconds * 1000).then(
        (renewed) => renewed === 0 && lost.abort(),
        () => lost.abort(),
      )
    },
    (seconds * 1000) / 3,
  )
  try {
    return await work(lost.signal)
  } finally {
    clearInterval(renewal)
    await bus.redis.eval(releaseScript, 1, key, token).catch(() => 0) // it ends by itself
  }
}

/** True for the first process that asks within the current period of the clock; the others hear false. */
export async function takeTurn(bus: Bus, name: string, periodSeconds: number): Promise<boolean> {
  const period = Math.floor(Date.now() / 1000 / periodSeconds)
  const taken = await bus.redis
    .set(`turn:${name}:${period}`, '1', 'EX', periodSeconds * 2, 'NX')
    .catch((error: unknown) => Promise.reject(new StoreUnavailable('Redis', error)))
  return taken !== null
}
