import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { debuggable } from './collect.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const patienceMs = 120_000

export type Standalone = {
  readonly origin: string
  readonly pid: number
  /** For `collectGarbage`. */
  readonly debugPort: number
  /** From the spawn until the first 200. */
  readonly startedMs: number
  close(): Promise<void>
}

/** Runs `npm start`'s script with a state folder of its own. */
export async function startStandalone(
  stateFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Standalone> {
  const [port, debugPort] = [await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const { BASALT_DATABASE_URL: _database, BASALT_REDIS_URL: _redis, ...environment } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...environment,
      ...debuggable(debugPort),
      BASALT_PORT: String(port),
      BASALT_STATE_FOLDER: stateFolder,
      BASALT_RATE_LIMITS: 'off',
      BASALT_CONSOLE_SIGNUP: 'open',
      BASALT_STORAGE_MAX_FILE_BYTES: '2000000000',
      BASALT_EXECUTOR_IDLE_SECONDS: '15',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answers(child, `${origin}/v1/health/version`)
  const startedMs = performance.now() - begun
  return { origin, pid: child.pid ?? 0, debugPort, startedMs, close: () => end(child) }
}

/** A bare server of `bare.ts`. */
export async function startBare(kind: 'express' | 'node' | 'ws' | 'files'): Promise<Omit<Standalone, 'startedMs'>> {
  const [port, debugPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare.ts', import.meta.url)), kind, String(port)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...debuggable(debugPort), NODE_ENV: 'production' },
  })
  await once(child, 'message')
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, debugPort, close: () => end(child) }
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await delay(10)
  }
  throw new Error('the server did not answer in time')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
