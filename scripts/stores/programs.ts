import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { Problem, type Progress } from '../progress.mjs'

const run = promisify(execFile)

/** Where server programs live although PATH of an ordinary user leaves them out. */
const serverFolders = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/bin',
  '/opt/homebrew/bin',
  '/usr/libexec',
]

/** The full path of a program, or null. */
export function findProgram(...names: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...serverFolders]
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name)
      if (folder.startsWith('/') && isExecutable(path)) return path
    }
  }
  return null
}

type Store = 'mariadb' | 'redis'

export type StorePrograms = { readonly mariadbd: string; readonly installDb: string; readonly redis: string }

const findMariadb = () => findProgram('mariadbd')
const findInstaller = () => findProgram('mariadb-install-db')
const findRedis = () => findProgram('redis-server', 'valkey-server')

/** Finds the programs that private stores need, and installs missing ones from the distribution where it may. */
export async function findStorePrograms(
  needed: { readonly mariadb: boolean; readonly redis: boolean },
  progress: Progress,
): Promise<StorePrograms> {
  const missing: Store[] = []
  if (needed.mariadb && (findMariadb() === null || findInstaller() === null)) missing.push('mariadb')
  if (needed.redis && findRedis() === null) missing.push('redis')
  if (missing.length > 0) {
    if (!canInstall()) throw new Problem(howToInstall(missing))
    await progress.step({ doing: 'installing with apt-get', done: `${missing.join(' and ')} installed` }, () =>
      installStores(missing),
    )
  }
  const [mariadbd, installDb, redis] = [findMariadb(), findInstaller(), findRedis()]
  if (needed.mariadb && (mariadbd === null || installDb === null)) throw new Problem(howToInstall(['mariadb']))
  if (needed.redis && redis === null) throw new Problem(howToInstall(['redis']))
  return { mariadbd: mariadbd ?? '', installDb: installDb ?? '', redis: redis ?? '' }
}

export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== null
}

async function installStores(missing: readonly Store[]): Promise<void> {
  // The core packages bring the programs without a system service; older releases have them under other names only.
  await updateLists()
  const hasCore = (await run('apt-cache', ['show', 'mariadb-server-core']).catch(() => null)) !== null
  const mariadb = hasCore ? ['mariadb-server-core', 'mariadb-client-core'] : ['mariadb-server']
  await installPackages([
    ...(missing.includes('mariadb') ? mariadb : []),
    ...(missing.includes('redis') ? ['redis-server'] : []),
  ])
}

export async function updateLists(): Promise<void> {
  await apt(['update'])
}

/** Installs system packages without letting them start a service, now or at the next boot. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const policy = '/usr/sbin/policy-rc.d'
  const ownPolicy = !existsSync(policy)
  // Debian asks this file before a package starts its service; 101 forbids it.
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await apt(['install', '--yes', '--no-install-recommends', ...packages])
  } finally {
    if (ownPolicy) rmSync(policy, { force: true })
  }
  if (!existsSync('/run/systemd/system')) return
  const units = ['mariadb', 'redis-server'].filter((unit) =>
    packages.includes(unit.replace(/^mariadb$/, 'mariadb-server')),
  )
  for (const unit of units) await run('systemctl', ['disable', '--now', unit])
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt run may hold the lock for a while, as on a machine that has just booted.
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-qq']
  try {
    await run('apt-get', [...options, ...args], { env, maxBuffer: 32 * 1024 * 1024, timeout: 15 * 60_000 })
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Problem(`apt-get ${args.join(' ')} failed:\n${output.trim().split('\n').slice(-6).join('\n')}`)
  }
}

function howToInstall(missing: readonly Store[]): string {
  const names = missing.map((name) => (name === 'mariadb' ? 'MariaDB 10.11 or newer' : 'Redis 6.2 or newer'))
  const packages = (mariadb: string, redis: string) =>
    missing.map((name) => (name === 'mariadb' ? mariadb : redis)).join(' ')
  const urls = missing.map((name) => (name === 'mariadb' ? 'BASALT_DATABASE_URL' : 'BASALT_REDIS_URL'))
  return [
    `This machine has no ${names.join(' and no ')}. Install what is missing, then run the same command again:`,
    `  Debian, Ubuntu   sudo apt-get install ${packages('mariadb-server', 'redis-server')}`,
    `  Fedora           sudo dnf install ${packages('mariadb-server', 'valkey')}`,
    `  Arch             sudo pacman -S ${packages('mariadb', 'valkey')}`,
    `  macOS            brew install ${packages('mariadb', 'redis')}`,
    `Or use servers that run already: set ${urls.join(' and ')}.`,
  ].join('\n')
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
