import { StoreUnavailable } from '@basalt/database'
import type { Bus } from './bus.ts'

/** A capped log of messages that are also published: who was away for a moment reads what it missed. */
export type Stream = {
  readonly key: string
  /** Pub/sub channel that gets `position`, a line feed and the message. */
  readonly channel: string
  /** Messages are kept only while this key exists, so that what nobody listens to costs no memory. */
  readonly whileKey: string
  readonly maxMessages: number
  readonly keepSeconds: number
}

export type StreamEntry = { readonly position: string; readonly message: string }

// A Redis that was started anew may have missed messages: what it kept before is no longer complete.
const keepScript = `
local known, info = pcall(redis.call, 'INFO', 'server')
local run = known and string.match(info, 'run_id:(%w+)') or '1'
if redis.call('GET', KEYS[2]) ~= run then redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[2], run, 'EX', ARGV[2])
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local position = newest[1] and newest[1][1] or redis.call('XADD', KEYS[1], '*', 'm', ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return position`

/**
 * Says that somebody listens, and returns the position of the newest message. A stream that is empty, or that another
 * run of Redis kept, starts with `mark`, so that there always is a position to come back to. Repeat it within `keepSeconds`.
 */
export async function keepStream(bus: Bus, { key, whileKey, keepSeconds }: Stream, mark: string): Promise<string> {
  const position = await bus.redis
    .eval(keepScript, 2, key, whileKey, mark, keepSeconds)
    .catch((error: unknown) => Promise.reject(new StoreUnavailable('Redis', error)))
  return String(position)
}

/** Whether a process listens to the stream's channel, or its messages are being kept for one that comes back. */
export async function isStreamHeard(bus: Bus, { channel, whileKey }: Stream): Promise<boolean> {
  const answers = await bus.redis
    .pipeline()
    .pubsub('NUMSUB', channel)
    .exists(whileKey)
    .exec()
    .catch((error: unknown) => Promise.reject(new StoreUnavailable('Redis', error)))
  const [listening, kept] = answers ?? []
  return Number((listening?.[1] as readonly unknown[] | undefined)?.[1]) > 0 || Number(kept?.[1]) > 0 // [channel, count]
}

// One script, so that the order of the log is the order in which listeners hear.
const script = `
local position = ''
if redis.call('EXISTS', KEYS[2]) == 1 then
  position = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'm', ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[4])
end
redis.call('PUBLISH', ARGV[1], position .. '\\n' .. ARGV[2])
return position`

/** Keeps and publishes one message. Its position sorts after all earlier ones; it is empty when nothing is kept. */
export async function publishToStream(bus: Bus, stream: Stream, message: string): Promise<string> {
  const { key, whileKey, channel, maxMessages, keepSeconds } = stream
  const position = await bus.redis
    .eval(script, 2, key, whileKey, channel, message, maxMessages, keepSeconds)
    .catch((error: unknown) => Promise.reject(new StoreUnavailable('Redis', error)))
  return String(position)
}

/** Up to `limit` messages after a position, oldest first; null when some of them are no longer kept. */
export async function readStream(
  bus: Bus,
  stream: Pick<Stream, 'key'>,
  after: string,
  limit: number,
): Promise<readonly StreamEntry[] | null> {
  const unavailable = (error: unknown): never => {
    throw new StoreUnavailable('Redis', error)
  }
  // The entry at `after` itself must still be there: otherwise what followed it may be gone too.
  const entries = await bus.redis.xrange(stream.key, after, '+', 'COUNT', limit + 1).catch(unavailable)
  const [first, ...rest] = entries
  if (!first || first[0] !== after || rest.length === limit) return null
  return rest.map(([position, fields]) => ({ position, message: fields[1] ?? '' }))
}
