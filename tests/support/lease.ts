import { randomBytes } from 'node:crypto'
import { openBus } from '@basalt/bus'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, sql, Sql } from '@basalt/database'
import { logLevel, storeUrls, testSecret } from './environment.ts'

/** Room for one server under test: a platform schema and a Redis database of its own. */
export type Lease = {
  readonly databaseUrl: string
  readonly redisUrl: string
  /** Drops everything that was made in it. */
  release(): Promise<void>
}

const prefix = 'basalt_test_'
const log = { warn: () => {}, error: (fields: object, message: string) => console.error(message, fields) }
const redisDatabases = 15
const claimSeconds = 90

/**
 * Takes a new lease. The schema's name is held as a lock of MariaDB, which falls with the process: leases of runs
 * that died are recognised by it, and swept away here.
 */
export async function takeLease(): Promise<Lease> {
  const urls = storeUrls()
  const config = readConfig({
    BASALT_DATABASE_URL: urls.databaseUrl,
    BASALT_REDIS_URL: urls.redisUrl,
    BASALT_SECRET: testSecret,
    BASALT_LOG_LEVEL: logLevel(),
  })
  const database = await openDatabase({ ...config.database, maxConnections: 4 }, log)
  const schema = prefix + randomBytes(5).toString('hex')
  const unlock = await hold(database, schema)
  await sweep(database)
  const redis = await claimRedis(urls.redisUrl)
  const databaseUrl = new URL(urls.databaseUrl)
  databaseUrl.pathname = `/${schema}`
  return {
    databaseUrl: databaseUrl.href,
    redisUrl: redis.url,
    async release() {
      await dropPlatform(database, schema)
      unlock()
      await redis.release()
      await database.close()
    },
  }
}

/** Holds a named lock on a connection of its own until the returned function is called. */
async function hold(database: Database, lock: string): Promise<() => void> {
  const { promise: released, resolve: unlock } = Promise.withResolvers<void>()
  await new Promise<void>((resolve, reject) => {
    database
      .withConnection(database.platform.schema, async (connection) => {
        await connection.query(sql`SELECT GET_LOCK(${lock}, 10)`)
        resolve()
        await released
        await connection.query(sql`SELECT RELEASE_LOCK(${lock})`)
      })
      .catch(reject)
  })
  return unlock
}

/** Drops what dead runs left: platform schemas whose lock nobody holds. */
async function sweep(database: Database): Promise<void> {
  const found = await database.platform.all<{ schemaName: string }>(
    sql`SELECT schema_name AS schemaName FROM information_schema.schemata WHERE schema_name LIKE ${`${prefix}%`}`,
  )
  for (const { schemaName } of found) {
    if (!/^basalt_test_[0-9a-f]{10}$/.test(schemaName)) continue
    const lock = await database.platform.one<{ isFree: number }>(sql`SELECT IS_FREE_LOCK(${schemaName}) AS isFree`)
    if (lock?.isFree === 1) await dropPlatform(database, schemaName)
  }
}

/** Drops a platform's schema after those of its projects. */
async function dropPlatform(database: Database, platform: string): Promise<void> {
  const table = await database.platform.one(
    sql`SELECT 1 FROM information_schema.tables WHERE table_schema = ${platform} AND table_name = 'projects'`,
  )
  const projects = table
    ? await database.schema(platform).all<{ schemaName: string }>(sql`SELECT schemaName FROM projects`)
    : []
  for (const { schemaName } of [...projects, { schemaName: platform }]) {
    await database.platform.define(new Sql(`DROP DATABASE IF EXISTS ${name(schemaName).text}`, []))
  }
}

/** Redis has 16 numbered databases: 0 keeps the claims, one of the others is ours for the run. */
async function claimRedis(base: string): Promise<{ readonly url: string; release(): Promise<void> }> {
  const bus = await openBus({ url: base, startTimeoutSeconds: 10 }, log)
  const owner = randomBytes(8).toString('hex')
  for (let number = 1; number <= redisDatabases; number++) {
    const claim = `basalt:test:claim:${number}`
    if ((await bus.redis.set(claim, owner, 'EX', claimSeconds, 'NX')) !== 'OK') continue
    const renewal = setInterval(() => void bus.redis.expire(claim, claimSeconds).catch(() => {}), claimSeconds * 300)
    renewal.unref()
    const flush = async (): Promise<void> => {
      await bus.redis.select(number)
      await bus.redis.flushdb()
      await bus.redis.select(0)
    }
    await flush()
    return {
      url: inDatabase(base, number),
      async release() {
        clearInterval(renewal)
        await flush()
        await bus.redis.del(claim)
        await bus.close()
      },
    }
  }
  await bus.close()
  throw new Error('every Redis database is claimed by a test run; claims of dead runs expire in 90 seconds')
}

function inDatabase(base: string, number: number): string {
  const url = new URL(base)
  if (url.protocol === 'unix:') url.searchParams.set('db', String(number))
  else url.pathname = `/${number}`
  return url.href
}
