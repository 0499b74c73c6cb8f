import { join } from 'node:path'
import { buildConsole } from '../console/build.ts'
import { seconds, type Progress } from '../progress.mjs'
import { startStores } from '../stores/index.ts'
import { bringPrograms, sandbox } from '../stores/bring.ts'
import { openPlace } from '../stores/place.ts'
import { takeLock } from './lock.ts'
import { readStartOptions } from './options.ts'
import { checkPort, portProblem } from './port.ts'
import { openSecrets } from './secrets.ts'
import { stopWished } from './stop.ts'

const graceMs = 30_000
const abandonedStartMs = 5_000

/** Runs the standalone shape in this process, with stores of its own where no address is set, until it is told to stop. */
export async function main(root: string, progress: Progress): Promise<void> {
  const wish = stopWished()
  const stack = new AsyncDisposableStack()
  const starting = launch(root, progress, stack)
  try {
    await Promise.race([starting, wish])
    await wish
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
  await progress.step({ doing: 'stopping', done: 'stopped' }, async () => {
    const overdue = setTimeout(() => process.exit(1), graceMs)
    await Promise.race([starting.catch(() => {}), new Promise((resolve) => setTimeout(resolve, abandonedStartMs))])
    await stack.disposeAsync()
    clearTimeout(overdue)
  })
  process.exit(0)
}

async function launch(root: string, progress: Progress, stack: AsyncDisposableStack): Promise<void> {
  const env = process.env
  const options = readStartOptions(root, env)
  const port = Number(env['BASALT_PORT'] || 8080)
  const place = openPlace(options.stateFolder)

  const lock = await takeLock(join(place.run, 'start.lock'), `http://localhost:${port}`)
  stack.defer(() => lock.release())
  await checkPort(port, env['BASALT_HOST'] || '0.0.0.0')
  const secrets = openSecrets(place.folder)

  await bringPrograms(progress, sandbox)
  // The stores start while Node reads the services' code.
  const storesStarting = startStores(
    {
      folder: place.folder,
      databaseUrl: env['BASALT_DATABASE_URL'] || undefined,
      redisUrl: env['BASALT_REDIS_URL'] || undefined,
      databasePassword: secrets.MARIADB_PASSWORD,
      bufferMb: options.bufferMb,
      redisMemoryMb: options.redisMemoryMb,
    },
    progress,
  )
  stack.defer(async () => (await storesStarting.catch(() => null))?.close())
  const [{ start }, { readConfig }, consoleFolder, stores] = await Promise.all([
    import('../../services/standalone/src/start.ts'),
    import('../../packages/config/src/index.ts'),
    buildConsole(root, progress),
    storesStarting,
  ])
  const config = readConfig({
    // A terminal is for people: requests are logged only when asked for.
    BASALT_LOG_LEVEL: 'warn',
    BASALT_SECRET: secrets.BASALT_SECRET,
    BASALT_DATA_FOLDER: join(place.folder, 'data'),
    BASALT_CONSOLE_FOLDER: consoleFolder,
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
    BASALT_DATABASE_URL: stores.databaseUrl,
    BASALT_REDIS_URL: stores.redisUrl,
  })
  const running = await progress
    .step({ doing: 'starting services', done: 'services' }, () => start(config))
    .catch((error: unknown) => {
      throw (error instanceof Error && 'code' in error ? portProblem(error.code, port) : null) ?? error
    })
  stack.defer(() => running.close())
  stack.defer(() => lock.stopping())
  greet(progress, config.domains.main, running.address)
}

function greet(progress: Progress, domain: string, address: string): void {
  const url = new URL(address)
  url.hostname = domain
  progress.line()
  progress.line(`  Console   ${progress.strong(`${url.origin}/console`)}`)
  progress.line(`  API       ${progress.strong(`${url.origin}/v1`)}`)
  progress.line()
  progress.line(`  Ready after ${seconds(performance.now())}. Ctrl-C stops everything.`)
  progress.line()
}
