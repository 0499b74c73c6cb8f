import type { Bus } from '@basalt/bus'
import { type Schema, sql } from '@basalt/database'
import { fail, type Renderable } from '@basalt/types'
import type { Antivirus } from '../storage/index.ts'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Device } from '@basalt/devices'

export type HealthStatus = Renderable<'healthStatus'>
export type HealthStatusList = { readonly total: number; readonly statuses: readonly HealthStatus[] }

/** @throws `general_server_error` when the database does not answer; so do the other checks of this file */
export async function checkDatabase(platform: Schema): Promise<HealthStatusList> {
  const ping = await timed(() => platform.one(sql`SELECT 1`))
  // One server holds the console and the projects; clients expect a line for each.
  const names = ['Console.DB (console)', 'Projects.DB (database_db_main)']
  return { total: names.length, statuses: names.map((name) => ({ name, ping, status: 'pass' })) }
}

export async function checkCache(bus: Bus): Promise<HealthStatusList> {
  const ping = await timed(() => bus.redis.ping())
  return { total: 1, statuses: [{ name: 'Cache (cache_redis_main)', ping, status: 'pass' }] }
}

export async function checkPubSub(bus: Bus): Promise<HealthStatusList> {
  const ping = await timed(() => bus.publish('health', ''))
  return { total: 1, statuses: [{ name: 'PubSub (pubsub)', ping, status: 'pass' }] }
}

/** Writes and removes a small object where files are kept. */
export async function checkStorage(device: Device): Promise<HealthStatus> {
  const probe = `health/${randomUUID()}`
  const ping = await timed(async () => {
    await device.write(probe, Readable.from([Buffer.from('basalt')]))
    await device.delete(probe)
  })
  return { name: '', ping, status: 'pass' }
}

/** The scanner's state is the answer, also when it is not there. */
export async function checkAntivirus(antivirus: Antivirus | null): Promise<Renderable<'healthAntivirus'>> {
  if (antivirus === null) return { version: '', status: 'disabled' }
  try {
    return { version: await antivirus.version(), status: 'online' }
  } catch {
    return { version: '', status: 'offline' }
  }
}

/** Milliseconds that `work` takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  try {
    await work()
  } catch (error) {
    throw fail('general_server_error', {}, error)
  }
  return Math.round(performance.now() - start)
}
