export { Bus, openBus, redisOptions } from './bus.ts'
export { type Hit, hitRateLimit } from './rate-limit.ts'
