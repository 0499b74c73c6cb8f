import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Suite } from './plan.ts'

export type Outcome = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly note: string
}

/**
 * Runs the test files of one suite in one process, as they share the code they load and often a server.
 * A process that crashes, or in which nothing ends any more (a test that hangs, a handle left open), counts as one
 * failure more.
 */
export async function runSuite(
  { suite, files }: { readonly suite: Suite; readonly files: readonly string[] },
  options: { readonly root: string; readonly env: NodeJS.ProcessEnv; readonly detailed: boolean },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'basalt-test-'))
  const outcomesFile = join(folder, 'outcomes')
  const args = [
    '--test',
    '--test-isolation=none',
    `--test-reporter=${options.detailed ? 'spec' : 'dot'}`,
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/testing/outcomes-reporter.ts',
    `--test-reporter-destination=${outcomesFile}`,
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
  const cleanUp = (): void => {
    endGroup()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', cleanUp)
  let note = ''
  const startedAt = Date.now()
  const watch = setInterval(() => {
    const quietMs = Date.now() - (statSync(outcomesFile, { throwIfNoEntry: false })?.mtimeMs ?? startedAt)
    if (quietMs < suite.quietMinutes * 60_000) return
    note = `stopped: no test has ended for ${suite.quietMinutes} minutes`
    endGroup()
  }, 500)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  clearInterval(watch)
  const outcomes = readFileSync(outcomesFile, { encoding: 'utf8', flag: 'a+' }).split('\n')
  process.off('exit', cleanUp)
  cleanUp()
  const count = (outcome: string): number => outcomes.filter((line) => line === outcome).length
  // The exit code knows of what no test has caught.
  if (note === '' && code !== 0 && count('failed') === 0) note = `its process ended with ${code ?? 'a signal'}`
  return {
    passed: count('passed'),
    failed: count('failed') + (note === '' ? 0 : 1),
    skipped: count('skipped'),
    note,
  }
}
