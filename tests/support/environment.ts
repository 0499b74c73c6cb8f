import { randomBytes } from 'node:crypto'

/** Where the tests find their stores. `pnpm test` provides both; they may be set by hand. */
export function storeUrls(): { readonly databaseUrl: string; readonly redisUrl: string } {
  const { BASALT_DATABASE_URL: databaseUrl, BASALT_REDIS_URL: redisUrl } = process.env
  if (!databaseUrl || !redisUrl) {
    throw new Error('Behaviour tests need BASALT_DATABASE_URL and BASALT_REDIS_URL; `pnpm test` provides them.')
  }
  return { databaseUrl, redisUrl }
}

/** Log level of the servers under test: `BASALT_LOG_LEVEL=debug pnpm test …` shows what they do. */
export function logLevel(): string {
  return process.env['BASALT_LOG_LEVEL'] || 'silent'
}

export const testSecret = randomBytes(32).toString('hex')
