import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Config } from '@basalt/config'
import { createLog, listen, type Log, openMetrics, type Running } from '@basalt/service'
import { Builds } from './builds.ts'
import { CodeCache } from './code-cache.ts'
import type { Driver } from './driver.ts'
import { Pool } from './pool.ts'
import { routesOf } from './routes.ts'
import { createHandler } from './server.ts'
import { tokenCheck } from './tokens.ts'

/** Starts the executor on the internal network. */
export async function start(config: Config): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const log = createLog(config, 'executor')
  const { folder, cacheBytes, maxRuntimes, maxBuilds, idleSeconds } = config.executor
  const metrics = stack.adopt(await openMetrics(config, 'executor'), (one) => one.close())
  const driver = stack.adopt(await openDriver(config.executor, log), (one) => one.close())
  const code = await CodeCache.open(join(folder, 'code'), cacheBytes)
  const pool = stack.adopt(new Pool({ driver, code, log, maxRuntimes, idleSeconds }), (one) => one.close())
  const builds = await Builds.open({ driver, folder: join(folder, 'sources'), maxBuilds, log })
  stack.defer(() => builds.close())
  metrics.gauge('executor_runtimes', 'Runtimes that exist', () => pool.states.length)
  metrics.gauge('executor_builds', 'Builds under way', () => builds.underWay)
  metrics.gauge('executor_waiting', 'Builds and executions that wait for a place', () => pool.waiting + builds.waiting)
  const handle = createHandler(routesOf({ code, driver, pool, builds, maxRuntimes }), {
    mayCall: tokenCheck(config.secrets),
    log,
  })
  const server = createServer(handle)
  const address = await listen(server, config.http)
  stack.use(server)
  log.info({ address, driver: driver.kind, isolation: driver.isolation }, 'listening')
  const owned = stack.move()
  return { address, close: () => owned.disposeAsync() }
}

/** Each is loaded only where it is used. */
async function openDriver({ folder, path, docker, buildDiskBytes }: Config['executor'], log: Log): Promise<Driver> {
  if (docker === null) {
    const { ProcessDriver } = await import('./process/driver.ts')
    return ProcessDriver.open({ folder: join(folder, 'process'), path, buildDiskBytes })
  }
  const { DockerDriver } = await import('./docker/driver.ts')
  return DockerDriver.open({ ...docker, folder, buildDiskBytes, log })
}
