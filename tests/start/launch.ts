import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')
const deadlineMs = 60_000

export type Started = {
  /** The process of npm. */
  readonly pid: number
  readonly url: string
  output(): string
  /** Sends a signal to the whole group, as a terminal does. */
  signal(name: NodeJS.Signals): void
  exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/** Process groups that still run, with the state folder of each. */
const groups = new Map<number, string>()

/** Runs `npm start` as a person would, in a process group of its own. Answers at once; see `untilUp`. */
export function npmStart(stateFolder: string, port: number, env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutBasalt(process.env),
      BASALT_STATE_FOLDER: stateFolder,
      BASALT_PORT: String(port),
      BASALT_HOST: '127.0.0.1',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const pid = child.pid ?? 0
  groups.set(pid, stateFolder)
  child.once('close', () => groups.delete(pid))
  return {
    pid,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    signal: (name) => void process.kill(-pid, name),
    exit: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
  }
}

/** Waits until this start is ready and answers 200; fails with what was printed when it ends before. */
export async function untilUp(started: Started): Promise<void> {
  let ended = false
  void started.exit.then(() => (ended = true))
  await until('the API answers', async () => {
    assert.equal(ended, false, `the start ended:\n${started.output()}`)
    // An earlier start that is about to stop may still answer at this address.
    if (!started.output().includes('Ready after')) return false
    return (await status(`${started.url}/v1/health/version`)) === 200
  })
}

/** The status of a GET, or null when nobody answers. */
export async function status(url: string): Promise<number | null> {
  return fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.status
    },
    () => null,
  )
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + deadlineMs
  while (!(await holds())) {
    assert.ok(performance.now() < giveUpAt, `not within ${deadlineMs / 1000} s: ${what}`)
    await delay(50)
  }
}

/** Numbers of the processes that work in a folder or below it: the private stores of that state folder. */
export function processesIn(folder: string): readonly number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.map(Number).filter((pid) => workingFolder(pid).startsWith(folder))
}

export function storeIn(folder: string, name: 'mariadb' | 'redis'): number {
  const pid = processesIn(join(folder, name))[0]
  assert.ok(pid !== undefined, `${name} runs`)
  return pid
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}

/** A state folder whose path has a space in it; everything that still runs there is ended with it. */
export function stateFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'basalt state '))
  return {
    path,
    [Symbol.dispose]() {
      for (const [pid, folder] of groups) if (folder.startsWith(path)) process.kill(-pid, 'SIGKILL')
      for (const pid of processesIn(path)) process.kill(pid, 'SIGKILL')
      rmSync(path, { recursive: true, force: true })
    },
  }
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return '' // gone, or not ours
  }
}

function withoutBasalt(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BASALT_')))
}
