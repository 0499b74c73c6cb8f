import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Body } from '#support/client.ts'
import { testSecret } from '#support/environment.ts'
import { takeLease } from '#support/lease.ts'
import { Mailbox } from '#support/mail.ts'
import type { Place } from '#support/project.ts'
import { until } from '#support/until.ts'
import { freePort } from '../start/launch.ts'

/** The second worker runs only where it is started. */
type Name = 'api' | 'worker' | 'worker-2' | 'executor'

/** The services as a fleet runs them: each a process that can be killed by itself. */
export type Fleet = AsyncDisposable & {
  readonly place: Place
  /** Ends a service as nothing ends that has time to say goodbye. */
  kill(name: Name): Promise<void>
  /** Memory that a service holds, and the most that it ever held. */
  memoryMb(name: Name): { readonly now: number; readonly most: number }
  /** What the service has logged so far. */
  log(name: Name): readonly Body[]
  /** Whether the service still runs as it was started. */
  isRunning(name: Name): boolean
  /** `within` is a command that runs the service, as one that gives it another view of the machine. */
  start(name: Name, within?: readonly string[]): Promise<void>
  readonly databaseUrl: string
  readonly redisUrl: string
  /** Where the services keep files. */
  readonly dataFolder: string
}

const root = join(import.meta.dirname, '..', '..')

/** `more` is added to the environment of every service. */
export async function aFleet(more: Readonly<Record<string, string>> = {}): Promise<Fleet> {
  const stack = new AsyncDisposableStack()
  const lease = stack.adopt(await takeLease(), (one) => one.release())
  const mailbox = stack.adopt(await Mailbox.open(), (one) => one.close())
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'basalt-fleet-')), (path) => rm(path, { recursive: true }))
  const ports = { api: await freePort(), executor: await freePort() }
  const lines = { api: [], worker: [], 'worker-2': [], executor: [] } as Record<Name, string[]>
  const running = new Map<Name, ChildProcess>()
  const origin = `http://127.0.0.1:${ports.api}`
  const environment = {
    PATH: process.env['PATH'] ?? '',
    BASALT_SECRET: testSecret,
    BASALT_HOST: '127.0.0.1',
    BASALT_LOG_LEVEL: 'error',
    BASALT_CONSOLE_SIGNUP: 'open',
    BASALT_RATE_LIMITS: 'off',
    BASALT_DATA_FOLDER: join(folder, 'data'),
    BASALT_SMTP_URL: mailbox.url,
    BASALT_DATABASE_URL: lease.databaseUrl,
    BASALT_REDIS_URL: lease.redisUrl,
    BASALT_EXECUTOR_URLS: `http://127.0.0.1:${ports.executor}`,
    ...more,
  }
  const kill = async (name: Name): Promise<void> => {
    const child = running.get(name)
    running.delete(name)
    if (!child || child.exitCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const answers = (url: string) => async () => (await fetch(url)).status > 0
  const start = async (name: Name, within: readonly string[] = []): Promise<void> => {
    const folder = name === 'worker-2' ? 'worker' : name
    const port = folder === 'worker' ? 0 : ports[folder]
    const [program, ...words] = [...within, process.execPath, join(root, 'services', folder, 'src', 'main.ts')]
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...environment, BASALT_PORT: String(port), BASALT_METRICS_PORT: 'off' },
    })
    if (child.stdout) createInterface(child.stdout).on('line', (line) => lines[name].push(line))
    running.set(name, child)
    if (folder === 'worker') return
    await until(answers(`http://127.0.0.1:${port}/v1/health/version`), { deadline: 30_000, what: `the ${name}` })
  }
  stack.defer(async () => {
    for (const name of running.keys()) await kill(name)
  })
  for (const name of ['executor', 'api', 'worker'] as const) await start(name)
  return {
    place: { origin, endpoint: `${origin}/v1`, mailbox },
    kill,
    memoryMb: (name) => {
      const status = readFileSync(`/proc/${running.get(name)?.pid}/status`, 'utf8')
      const of = (key: string): number => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
      return { now: of('VmRSS'), most: of('VmHWM') }
    },
    log: (name) => lines[name].map((line) => JSON.parse(line)),
    isRunning: (name) => running.get(name)?.exitCode === null && running.get(name)?.signalCode === null,
    start,
    databaseUrl: lease.databaseUrl,
    redisUrl: lease.redisUrl,
    dataFolder: environment.BASALT_DATA_FOLDER,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
