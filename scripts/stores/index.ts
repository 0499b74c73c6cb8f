import type { Progress } from '../progress.mjs'
import { startMariadb } from './mariadb.ts'
import { leavePlace, openPlace } from './place.ts'
import { findStorePrograms } from './programs.ts'
import { startRedis } from './redis.ts'

export type StoreOptions = {
  /** Data, logs, pid files and (where the path is short) sockets live below it. */
  readonly folder: string
  /** An address that is given is used as it is, and no process is started for it. */
  readonly databaseUrl?: string | undefined
  readonly redisUrl?: string | undefined
  readonly databasePassword: string
  readonly bufferMb: number
  readonly redisMemoryMb: number
}

export type Stores = {
  readonly databaseUrl: string
  readonly redisUrl: string
  /** Process ids of what was started here, for crash tests and memory measurements. */
  pids(): { readonly mariadb: number | null; readonly redis: number | null }
  close(): Promise<void>
}

/** Provides MariaDB and Redis: the given ones, or private ones that end with this process. */
export async function startStores(options: StoreOptions, progress: Progress): Promise<Stores> {
  const { databaseUrl, redisUrl } = options
  const needed = { mariadb: databaseUrl === undefined, redis: redisUrl === undefined }
  const programs = await findStorePrograms(needed, progress)
  const place = openPlace(options.folder)
  const mariadb = needed.mariadb ? startMariadb(programs, place, options, progress) : null
  const redis = needed.redis ? startRedis(programs, place, options, progress) : null
  const close = async (): Promise<void> => {
    const outcomes = await Promise.allSettled([mariadb, redis])
    const started = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null))
    await Promise.all(started.map(async (daemon) => daemon?.close()))
    leavePlace(place)
  }
  try {
    const [database, bus] = await Promise.all([mariadb, redis])
    return {
      databaseUrl: databaseUrl ?? database?.url ?? '',
      redisUrl: redisUrl ?? bus?.url ?? '',
      pids: () => ({ mariadb: database?.pid() ?? null, redis: bus?.pid() ?? null }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
