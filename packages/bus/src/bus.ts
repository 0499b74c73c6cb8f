import { Redis, type RedisOptions } from 'ioredis'
import type { RedisConfig } from '@basalt/config'
import { StoreUnavailable } from '@basalt/database'

export type BusLog = { warn(fields: object, message: string): void; error(fields: object, message: string): void }
type Handler = (message: string) => void
/** ioredis takes `replyMapping` only when it is set. */
type ConnectOptions = Omit<RedisOptions, 'replyMapping'>

const commandTimeoutMs = 5000

/**
 * Redis: messages between processes, counters and locks. Whatever is in it may be lost at any time without
 * losing acknowledged work. Every command has a time-out; a Redis that is away fails fast and heals by itself.
 */
export class Bus implements AsyncDisposable {
  /** For packages that speak Redis themselves (BullMQ) and for commands that this class does not wrap. */
  readonly redis: Redis
  readonly #config: RedisConfig
  readonly #log: BusLog
  readonly #handlers = new Map<string, Set<Handler>>()
  readonly #afterGap = new Set<() => void>()
  readonly #dedicated = new Set<Redis>()
  #subscriber: Redis | null = null

  constructor(redis: Redis, config: RedisConfig, log: BusLog) {
    this.redis = redis
    this.#config = config
    this.#log = log
  }

  /** Tells every process that listens. Nobody may be there to hear it. */
  async publish(channel: string, message: string): Promise<void> {
    await this.redis.publish(channel, message).catch(unavailable)
  }

  /** Hears a channel until the returned function is called. Messages sent while Redis was away are lost. */
  async subscribe(channel: string, handler: Handler): Promise<() => void> {
    this.#subscriber ??= this.#openSubscriber()
    const handlers = this.#handlers.get(channel) ?? new Set()
    handlers.add(handler)
    this.#handlers.set(channel, handlers)
    await this.#subscriber.subscribe(channel).catch(unavailable)
    return () => {
      handlers.delete(handler)
      if (handlers.size > 0 || this.#handlers.get(channel) !== handlers) return
      this.#handlers.delete(channel)
      void this.#subscriber?.unsubscribe(channel).catch(() => undefined) // a connection that is gone hears nothing anyway
    }
  }

  /** Calls back after every time that messages may have been lost: the connection was away, and is here again. */
  onGap(handler: () => void): () => void {
    this.#afterGap.add(handler)
    return () => void this.#afterGap.delete(handler)
  }

  /** A connection of its own, without time-outs, for those who block on it. Closed with the bus. */
  dedicated(): Redis {
    const redis = connectRedis(this.#config, { maxRetriesPerRequest: null }, this.#log)
    this.#dedicated.add(redis)
    redis.once('end', () => this.#dedicated.delete(redis))
    return redis
  }

  get isClosed(): boolean {
    return this.redis.status === 'end'
  }

  async close(): Promise<void> {
    const all = [...this.#dedicated, ...(this.#subscriber ? [this.#subscriber] : []), this.redis]
    await Promise.all(all.map(leave))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Once the answer is here, so are the subscriptions that were renewed before it was asked for. */
  #tellGap(subscriber: Redis): void {
    subscriber.ping().then(
      () => {
        for (const handler of this.#afterGap) handler()
      },
      () => undefined, // away again: the next connection tells
    )
  }

  #openSubscriber(): Redis {
    const subscriber = connectRedis(this.#config, { maxRetriesPerRequest: null }, this.#log)
    subscriber.on('message', (channel: string, message: string) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(message)
    })
    let opened = false
    subscriber.on('ready', () => {
      if (opened) this.#tellGap(subscriber)
      opened = true
    })
    return subscriber
  }
}

/**
 * Connects, waiting for a Redis that does not answer yet.
 * @throws {StoreUnavailable} when it stays away for `startTimeoutSeconds`.
 */
export async function openBus(config: RedisConfig, log: BusLog): Promise<Bus> {
  const deadline = Date.now() + config.startTimeoutSeconds * 1000
  const redis = connectRedis(config, { commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 1 }, log)
  for (let waited = false; ; waited = true) {
    try {
      await redis.ping()
      return new Bus(redis, config, log)
    } catch (error) {
      if (Date.now() > deadline) {
        redis.disconnect()
        throw new StoreUnavailable('Redis', error)
      }
      if (!waited) log.warn({ err: error }, 'waiting for Redis')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** Options for a `redis://` or `unix://` URL. */
export function redisOptions(config: RedisConfig): ConnectOptions {
  const url = new URL(config.url)
  if (url.protocol === 'unix:') {
    const [password, db] = [url.searchParams.get('password'), url.searchParams.get('db')]
    return {
      path: decodeURIComponent(url.pathname),
      ...(password === null ? {} : { password }),
      ...(db === null ? {} : { db: Number(db) }),
    }
  }
  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  }
}

type Patience = { readonly commandTimeout?: number; readonly maxRetriesPerRequest: number | null }

function connectRedis(config: RedisConfig, patience: Patience, log: BusLog): Redis {
  const options: ConnectOptions = {
    ...redisOptions(config),
    ...patience,
    connectTimeout: 5000,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 2000),
  }
  const redis = new Redis(options)
  let reported = false
  redis.on('error', (error) => {
    if (!reported) log.warn({ err: error }, 'Redis connection failed')
    reported = true
  })
  redis.on('ready', () => {
    reported = false
  })
  return redis
}

/** A polite goodbye to a Redis that is there; a connection that is not ready is dropped. */
async function leave(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => undefined)
  redis.disconnect()
}

function unavailable(error: unknown): never {
  throw new StoreUnavailable('Redis', error)
}
