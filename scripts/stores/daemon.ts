import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { Problem, type Progress } from '../progress.mjs'
import { isOurs, waitForEnd } from './identity.ts'
import { findProgram } from './programs.ts'

/** A store that this start runs for itself. */
export type DaemonSpec = {
  /** As people call it: "MariaDB". */
  readonly label: string
  /** Full path. */
  readonly program: string
  readonly args: readonly string[]
  /** Its data folder and working folder; by this a leftover process is recognised. */
  readonly folder: string
  readonly socket: string
  readonly pidFile: string
  readonly logFile: string
  /** The version when it answers, null while it does not. */
  readonly probe: () => Promise<string | null>
}

export type Daemon = { readonly pid: () => number | null; close(): Promise<void> }

const startMs = 60_000
const stopMs = 20_000
const probeEveryMs = 8
const longestPauseMs = 15_000
const largestLogBytes = 5_000_000

/**
 * Starts a store, waits until it answers, and starts it again whenever it dies before `close`.
 * It lives in a session of its own, so that Ctrl-C reaches us alone and stores stop last; the kernel
 * ends it when we are killed (setpriv), and what that could not catch is ended here by the next start.
 */
export async function startDaemon(spec: DaemonSpec, progress: Progress): Promise<Daemon> {
  await endLeftover(spec)
  if (sizeOf(spec.logFile) > largestLogBytes) truncateSync(spec.logFile)
  let child = launch(spec)
  let closing = false
  let pauseMs = 250

  const names = { doing: `starting ${spec.label}`, done: (found: string) => `${spec.label} ${found}` }
  await progress
    .step(names, () => untilReady(spec, child))
    .catch(async (error: unknown) => {
      await end(child)
      throw error
    })

  const watch = (watched: ChildProcess): void => {
    const startedAt = performance.now()
    watched.once('exit', (code, signal) => {
      if (closing) return
      pauseMs = performance.now() - startedAt > 60_000 ? 250 : Math.min(pauseMs * 2, longestPauseMs)
      const how = signal ?? `status ${code}`
      progress.line(`  ! ${spec.label} ended (${how}) and is started again; its log: ${spec.logFile}`)
      setTimeout(() => {
        if (closing) return
        child = launch(spec)
        watch(child)
      }, pauseMs).unref()
    })
  }
  watch(child)

  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    async close() {
      closing = true
      await end(child)
      rmSync(spec.pidFile, { force: true })
    },
  }
}

function launch(spec: DaemonSpec): ChildProcess {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null
  const program = [spec.program, ...spec.args]
  const [command = spec.program, ...args] = setpriv === null ? program : [setpriv, '--pdeathsig', 'TERM', ...program]
  const log = openSync(spec.logFile, 'a', 0o600)
  const child = spawn(command, args, { cwd: spec.folder, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.on('error', (error) => writeFileSync(spec.logFile, `${error.message}\n`, { flag: 'a' }))
  if (child.pid !== undefined) writeFileSync(spec.pidFile, String(child.pid), { mode: 0o600 })
  return child
}

async function untilReady(spec: DaemonSpec, child: ChildProcess): Promise<string> {
  const giveUpAt = performance.now() + startMs
  while (performance.now() < giveUpAt) {
    const version = await spec.probe()
    if (version !== null) return version
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new Problem(`${spec.label} did not start. The end of ${spec.logFile}:\n${tailOf(spec.logFile)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, probeEveryMs))
  }
  throw new Problem(`${spec.label} did not answer within ${startMs / 1000} s. Its log: ${spec.logFile}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const overdue = setTimeout(() => child.kill('SIGKILL'), stopMs)
  await exited
  clearTimeout(overdue)
}

/** Ends the process that a killed start left behind on this data, so that two never share it. */
async function endLeftover(spec: DaemonSpec): Promise<void> {
  const pid = Number(readOrEmpty(spec.pidFile))
  if (Number.isInteger(pid) && pid > 1 && isOurs(pid, spec.program, spec.folder)) {
    signal(pid, 'SIGTERM')
    if (!(await waitForEnd(pid, stopMs))) {
      signal(pid, 'SIGKILL')
      await waitForEnd(pid, stopMs)
    }
  }
  for (const file of [spec.pidFile, spec.socket]) rmSync(file, { force: true })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in between, which is what we wanted.
  }
}

function tailOf(file: string): string {
  return readOrEmpty(file).trim().split('\n').slice(-8).join('\n')
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
