import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { launched, launcherPid } from '../parent.mjs'
import { Problem } from '../progress.mjs'
import { identify, waitForEnd } from '../stores/identity.ts'

type Holder = {
  readonly pid: number
  readonly identity: string | null
  /** Set below npm: when the launcher is gone, the holder is about to stop by itself. */
  readonly launcher: { readonly pid: number; readonly identity: string | null } | null
  readonly stopping: boolean
  readonly url: string
}

export type Lock = { stopping(): void; release(): void }

const leaveMs = 30_000

/**
 * Makes this process the only one that works on a state folder. A lock whose process is gone counts for nothing; one
 * whose process is on its way out is waited for.
 * @throws Problem when another start is alive and means to stay.
 */
export async function takeLock(file: string, url: string): Promise<Lock> {
  const launcher = launched ? { pid: launcherPid(), identity: identify(launcherPid()) } : null
  const mine: Holder = { pid: process.pid, identity: identify(process.pid), launcher, stopping: false, url }
  while (!place(file, mine)) {
    const holder = readHolder(file)
    if (holder !== null && isAlive(holder)) {
      const leaves = holder.stopping || (holder.launcher !== null && !isAlive(holder.launcher))
      if (!leaves || !(await waitForEnd(holder.pid, leaveMs))) throw new Problem(alreadyRunning(holder))
    }
    rmSync(file, { force: true })
  }
  return {
    stopping: () => writeFileSync(file, JSON.stringify({ ...mine, stopping: true })),
    release: () => rmSync(file, { force: true }),
  }
}

/** Puts the lock there whole, unless there is one. */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Null for a file that a crash of the machine left empty or cut off. */
function readHolder(file: string): Holder | null {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null && 'pid' in found ? (found as Holder) : null
  } catch {
    return null
  }
}

function isAlive(process: { readonly pid: number; readonly identity: string | null }): boolean {
  return process.identity !== null && identify(process.pid) === process.identity
}

function alreadyRunning({ pid, url }: Holder): string {
  return (
    `Basalt runs already from this folder: process ${pid}, ${url}.\n` +
    'Stop that one first (Ctrl-C in its terminal), or start a second one beside it with folders and a port of its own:\n' +
    '  BASALT_STATE_FOLDER=.basalt/second BASALT_PORT=8081 npm start'
  )
}
