import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildConsole } from '../console/build.ts'
import { seconds, type Progress } from '../progress.mjs'
import { stopWished } from '../start/stop.ts'
import { startStores, type Stores } from '../stores/index.ts'
import { bringPrograms, sandbox } from '../stores/bring.ts'
import { checks, runCheck } from './checks.ts'
import { makePlan, type Plan, type Suite } from './plan.ts'
import { runSuite, type Outcome } from './run-suite.ts'

/** Debian packages that tests need beside the stores: languages of runtimes, and the browser. */
const programs = {
  ...sandbox,
  python3: 'python3',
  pip3: 'python3-pip',
  ruby: 'ruby',
  bundle: 'bundler',
  php: 'php-cli',
  composer: 'composer',
  go: 'golang-go',
  chromium: 'chromium',
  clamd: 'clamav-daemon',
}

type Result = Outcome & { readonly name: string; readonly ms: number }

/** Runs what the words ask for, prints the table, and answers the exit code. */
export async function main(root: string, words: readonly string[], progress: Progress): Promise<number> {
  const plan = makePlan(words, root)
  await using stack = new AsyncDisposableStack()
  const interrupted = stopWished().then(() => 'interrupted' as const)
  const results: Result[] = []
  const working = work(root, plan, progress, stack, results)
  if ((await Promise.race([working, interrupted])) === 'interrupted') {
    progress.line('\n  Interrupted.')
    return 130
  }
  return summarise(results, progress)
}

async function work(
  root: string,
  plan: Plan,
  progress: Progress,
  stack: AsyncDisposableStack,
  results: Result[],
): Promise<void> {
  const timed = async (name: string, outcome: Promise<Outcome>): Promise<void> => {
    const startedAt = performance.now()
    results.push({ name, ...(await outcome), ms: performance.now() - startedAt })
  }
  if (plan.checks) {
    progress.line('\n  checks')
    for (const { name, command } of checks) await timed(name, runCheck(command, root))
  }
  let storeEnv: NodeJS.ProcessEnv | null = null
  if (plan.runs.some(({ suite, files }) => suite.name !== 'unit' && files.length > 0)) {
    await bringPrograms(progress, programs)
  }
  const detailed = plan.runs.reduce((total, { files }) => total + files.length, 0) < 10
  for (const run of plan.runs) {
    const { name, stores } = run.suite
    const reason = run.files.length === 0 ? 'it has no tests' : await reasonToSkip(run.suite, plan)
    if (reason !== null) {
      results.push({ name, passed: 0, failed: 0, skipped: 0, note: `skipped: ${reason}`, ms: 0 })
      continue
    }
    progress.line(`\n  ${progress.strong(name)}  ${run.files.length} files`)
    if (name === 'console') await buildConsole(root, progress)
    if (stores) storeEnv ??= await freshStores(progress, stack)
    const env = { ...process.env, ...(stores ? storeEnv : {}), NODE_ENV: 'test' }
    const outcome = runSuite(run, { root, env, detailed })
    await timed(name, plan.requireDocker && run.suite.docker ? outcome.then(mustHaveRun) : outcome)
  }
}

/** A private MariaDB and Redis with empty data, for this run alone. */
async function freshStores(progress: Progress, stack: AsyncDisposableStack): Promise<NodeJS.ProcessEnv> {
  const folder = mkdtempSync(join(tmpdir(), 'basalt-stores-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const stores: Stores = await startStores(
    { folder, databasePassword: randomBytes(24).toString('base64url'), bufferMb: 256, redisMemoryMb: 256 },
    progress,
  )
  stack.defer(() => stores.close())
  return {
    BASALT_DATABASE_URL: stores.databaseUrl,
    BASALT_REDIS_URL: stores.redisUrl,
    BASALT_SECRET: randomBytes(32).toString('base64url'),
    BASALT_DATA_FOLDER: join(folder, 'data'),
  }
}

/** The fleet's tests install and start Docker by themselves, which is done to a machine only when it is asked for. */
async function reasonToSkip(suite: Suite, plan: Plan): Promise<string | null> {
  if (!suite.docker || plan.requireDocker || process.env['CI']) return null
  const runs = await new Promise<boolean>((resolve) => {
    execFile('docker', ['info'], { timeout: 10_000 }, (error) => resolve(error === null))
  })
  return runs ? null : 'Docker does not run here (npm test -- fleet --require-docker brings it on Debian)'
}

function mustHaveRun(outcome: Outcome): Outcome {
  if (outcome.passed + outcome.failed > 0) return outcome
  return { ...outcome, failed: 1, note: 'Docker was required, but its tests did not run' }
}

function summarise(results: readonly Result[], progress: Progress): number {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
    results.reduce((total, result) => total + result[key], 0)
  progress.line(
    `\n  ${'suite'.padEnd(12)}${['passed', 'failed', 'skipped', 'time'].map((head) => head.padStart(9)).join('')}`,
  )
  for (const { name, passed, failed, skipped, ms, note } of results) {
    const cells = [passed, failed, skipped, seconds(ms)].map((cell) => String(cell).padStart(9)).join('')
    progress.line(`  ${name.padEnd(12)}${cells}${note === '' ? '' : `  ${note}`}`)
  }
  progress.line(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 ? 0 : 1
}
