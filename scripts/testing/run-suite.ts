import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Counts } from './counts-reporter.ts'
import type { Suite } from './plan.ts'

/** How long a test process may linger after its last test. */
const lingerMs = 20_000

export type Outcome = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly note: string
}

/**
 * Runs the test files of one suite in one process, as they share the code they load and often a server.
 * A process that crashes, outlives its time or does not end by itself counts as one failure more.
 */
export async function runSuite(
  { suite, files }: { readonly suite: Suite; readonly files: readonly string[] },
  options: { readonly root: string; readonly env: NodeJS.ProcessEnv; readonly detailed: boolean },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'basalt-test-'))
  const countsFile = join(folder, 'counts.json')
  const args = [
    '--test',
    '--test-isolation=none',
    `--test-reporter=${options.detailed ? 'spec' : 'dot'}`,
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/testing/counts-reporter.ts',
    `--test-reporter-destination=${countsFile}`,
    ...files,
  ]
  // A process group of its own: what a test leaves running ends with it.
  const child = spawn(process.execPath, args, { cwd: options.root, env: options.env, stdio: 'inherit', detached: true })
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Nothing of the group is left.
    }
  }
  process.once('exit', endGroup)
  let note = ''
  let finishedAt: number | null = null
  const limitAt = performance.now() + suite.limitMinutes * 60_000
  const watch = setInterval(() => {
    const now = performance.now()
    if (finishedAt === null && readCounts(countsFile) !== null) finishedAt = now
    if (now > limitAt) note = `stopped after ${suite.limitMinutes} minutes`
    else if (finishedAt !== null && now - finishedAt > lingerMs) note = 'its process did not end by itself'
    if (note !== '') endGroup()
  }, 500)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  clearInterval(watch)
  endGroup()
  process.off('exit', endGroup)
  const counts = readCounts(countsFile)
  rmSync(folder, { recursive: true, force: true })
  const failed = counts === null ? 0 : counts.failed + counts.cancelled
  // The exit code knows of what no test has caught.
  if (note === '' && code !== 0 && failed === 0) note = `its process ended with status ${code}`
  return {
    passed: counts?.passed ?? 0,
    failed: failed + (note === '' ? 0 : 1),
    skipped: counts?.skipped ?? 0,
    note,
  }
}

function readCounts(file: string): Counts | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts // written by our own reporter
  } catch {
    return null
  }
}
