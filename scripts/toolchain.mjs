import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { whenLauncherIsGone } from './parent.mjs'
import { Problem } from './progress.mjs'

// This file runs on the Node that the machine has (20 or newer); everything after it runs on Node 24.
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const folder = join(root, '.basalt', 'toolchain')
const workspaceNode = join(root, 'node_modules', '.bin', 'node')
const stampFile = join(root, 'node_modules', '.basalt-installed')
const neededNode = 24
const adviceOnNetwork =
  'Check the network, the registry or proxy settings if you use one, and the free disk space. Then run the same command again.'

/**
 * Makes sure that packages (Node 24 is one of them) are installed as the lockfile says: milliseconds when they are.
 * Answers the Node binary to use and the environment for child processes.
 */
export async function prepareToolchain(progress) {
  if (major(process.versions.node) < 20) {
    throw new Problem(`Basalt needs Node 20 or newer to start, this is ${process.version}. See https://nodejs.org.`)
  }
  const env = { ...process.env, PATH: withTools(process.env.PATH ?? '') }
  const wanted = await fingerprint()
  const current = await readFile(stampFile, 'utf8').catch(() => '')
  if (current !== wanted || !existsSync(workspaceNode)) {
    const pnpm = await findPnpm(progress)
    await progress.step({ doing: 'installing packages (first start, or the lockfile changed)', done: 'packages' }, () =>
      installPackages(pnpm, env),
    )
    await writeFile(stampFile, wanted)
  }
  return { node: major(process.versions.node) >= neededNode ? process.execPath : workspaceNode, env }
}

/** Runs this same script again under `node` and ends as it ends. Signals are handed on, and it never outlives us. */
export function handOver({ node, env }) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...env, BASALT_HANDED_OVER: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  whenLauncherIsGone(() => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** pnpm of the pinned major version: the machine's own, or one that npm puts below `.basalt`. */
async function findPnpm(progress) {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const version = packageManager.replace(/^pnpm@/, '').replace(/\+.*/, '')
  const local = join(folder, 'node_modules', '.bin', 'pnpm')
  const installed = await readFile(join(folder, 'node_modules', 'pnpm', 'package.json'), 'utf8').catch(() => null)
  if (installed !== null && JSON.parse(installed).version === version && existsSync(local)) return local
  const found = await run('pnpm', ['--version'], { timeout: 10_000 })
  if (found.code === 0 && major(found.output) === major(version)) return 'pnpm'
  await progress.step({ doing: `fetching pnpm ${version}`, done: `pnpm ${version}` }, () => installPnpm(version))
  return local
}

async function installPnpm(version) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--prefix', folder, '--save-exact', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run('npm', [...args, `pnpm@${version}`])
  if (code === 0) return
  if (code === null) throw new Problem('npm was not found. It comes with Node: see https://nodejs.org.')
  // npm says what is wrong first, and then a lot more.
  const why = output.trim().split('\n').slice(0, 5).join('\n')
  throw new Problem(`pnpm ${version} could not be fetched with npm.\n${why}\n${adviceOnNetwork}`)
}

async function installPackages(pnpm, env) {
  // CI=true keeps pnpm from asking questions.
  const args = ['install', '--frozen-lockfile', '--config.fetch-retries=1']
  const { code, output } = await run(pnpm, args, { env: { ...env, CI: 'true' } })
  if (code === 0) {
    if (existsSync(workspaceNode)) return
    throw new Problem(`Node ${neededNode} is missing after the installation; remove node_modules and try again.`)
  }
  if (/ERR_PNPM_(OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH)/.test(output)) {
    throw new Problem('pnpm-lock.yaml does not match the package.json files. Run `pnpm install`, and commit both.')
  }
  const why = output.trim().split('\n').slice(-8).join('\n')
  throw new Problem(`The packages could not be installed with pnpm.\n${why}\n${adviceOnNetwork}`)
}

/** Changes with whatever changes what `pnpm install` would do. */
async function fingerprint() {
  const groups = await Promise.all(['packages', 'services'].map(async (group) => manifestsIn(group)))
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'tests/package.json', ...groups.flat()]
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const text of await Promise.all(files.map((file) => readFile(join(root, file), 'utf8').catch(() => '')))) {
    hash.update(text).update('\0')
  }
  return hash.digest('hex')
}

async function manifestsIn(group) {
  const names = await readdir(join(root, group)).catch(() => [])
  return names.toSorted((one, other) => (one < other ? -1 : 1)).map((name) => join(group, name, 'package.json'))
}

/** Runs a program to its end; `code` is null when it does not exist. */
function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function withTools(path) {
  return [join(root, 'node_modules', '.bin'), join(folder, 'node_modules', '.bin'), path].join(delimiter)
}

function major(version) {
  return Number.parseInt(version, 10)
}
