export { Bus, openBus, redisOptions } from './bus.ts'
export { lastPosition, publishToStream, readStream, type Stream, type StreamEntry } from './stream.ts'
export { type Hit, hitRateLimit } from './rate-limit.ts'
