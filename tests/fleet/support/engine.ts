import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, symlink } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Shell } from './shell.ts'

export type Engine = {
  readonly shell: Shell
  /** Stops the engine if it was started here. */
  readonly close: () => Promise<void>
}

/**
 * A Docker engine with Compose 2: the one that runs, or one of Debian's packages, installed and started here.
 * A string says in plain words why there can be none.
 */
export async function findEngine(folder: string): Promise<Engine | string> {
  const config = join(folder, 'docker-config')
  const shell = new Shell(process.env)
  let close = async () => {}
  if (!(await shell.succeeds('docker', ['info']))) {
    const obstacle = await whyNoPackages(shell)
    if (obstacle !== null) return `no Docker engine runs here and none can be installed: ${obstacle}`
    close = await startEngine(shell, folder, await installEngine(shell, folder))
  }
  if (await shell.succeeds('docker', ['compose', 'version'])) return { shell, close }
  const obstacle = await whyNoPackages(shell)
  if (obstacle !== null) {
    await close()
    return `Docker has no Compose plugin and none can be installed: ${obstacle}`
  }
  await installCompose(shell, join(config, 'cli-plugins'))
  return { shell: new Shell({ ...process.env, DOCKER_CONFIG: config }), close }
}

/** Why Debian packages cannot be installed; null when they can. */
export async function whyNoPackages(shell: Shell): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'the test does not run as root'
  if (!(await shell.succeeds('apt-get', ['--version']))) return 'there is no apt-get'
  if (debianRelease() === null) return 'this is not Debian 12 or 13'
  return null
}

/** The address of the Debian mirror that apt uses on this machine. */
export async function debianMirror(shell: Shell): Promise<string> {
  const targets = ['--format', '$(REPO_URI)', 'Created-By: Packages', `Codename: ${debianRelease()}`, 'Component: main']
  const [first] = (await shell.output('apt-get', ['indextargets', ...targets])).split('\n')
  if (first === undefined || first === '') throw new Error('apt knows no Debian mirror')
  return first
}

/** Installs what is missing, and asks the mirror for its lists only then. */
export async function installPackages(shell: Shell, programs: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.entries(programs).filter(([program]) => !onPath(program))
  if (missing.length === 0) return
  await shell.run('apt-get', ['update'])
  const names = new Set(missing.map(([, name]) => name))
  await shell.run('apt-get', ['install', '--yes', '--no-install-recommends', ...names])
}

export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

function debianRelease(): 'bookworm' | 'trixie' | null {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(text)?.[1]
  return codename === 'bookworm' || codename === 'trixie' ? codename : null
}

/**
 * Installs an engine, and says where its programs are. Debian 12 has Docker 20, which is too old for functions in
 * containers: its engine is taken out of the packages of Debian 13 and runs with the runc of Debian 12.
 */
async function installEngine(shell: Shell, folder: string): Promise<string> {
  if (debianRelease() === 'trixie') {
    await installPackages(shell, { dockerd: 'docker.io', docker: 'docker-cli', iptables: 'iptables' })
    return ''
  }
  await installPackages(shell, { docker: 'docker.io', iptables: 'iptables', runc: 'runc', 'tini-static': 'tini' })
  const programs = join(folder, 'engine')
  await takeFromTrixie(shell, ['docker.io', 'containerd'], programs, [
    'usr/sbin/dockerd',
    'usr/sbin/docker-proxy',
    'usr/bin/containerd',
    'usr/bin/containerd-shim-runc-v2',
  ])
  // The name by which the engine looks for it; the package of Debian 13 brings it elsewhere.
  await symlink('/usr/bin/tini-static', join(programs, 'docker-init')).catch(unlessThere)
  return programs
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function startEngine(shell: Shell, folder: string, programs: string): Promise<() => Promise<void>> {
  const logFile = join(folder, 'dockerd.log')
  const log = openSync(logFile, 'w')
  const env = { ...process.env, PATH: [programs, process.env['PATH']].join(delimiter) }
  const daemon = spawn('dockerd', [], { stdio: ['ignore', log, log], detached: true, env })
  const exited = new Promise<void>((resolve) => {
    daemon.once('exit', () => resolve())
    daemon.once('error', () => resolve())
  })
  const stop = async () => {
    daemon.kill('SIGTERM')
    await exited
  }
  const deadline = Date.now() + 60_000
  while (!(await shell.succeeds('docker', ['info']))) {
    if (daemon.exitCode !== null || Date.now() > deadline) {
      await stop()
      const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5)
      throw new Error(`dockerd does not start:\n${lines.join('\n')}`)
    }
    await sleep(200)
  }
  return stop
}

/** Debian 12 has only Compose 1, so the plugin is taken out of the package of Debian 13. */
async function installCompose(shell: Shell, folder: string): Promise<void> {
  await takeFromTrixie(shell, ['docker-compose'], folder, ['usr/libexec/docker/cli-plugins/docker-compose'])
}

/** Takes programs out of packages of Debian 13 that need no newer glibc than 2.36, into a folder. */
async function takeFromTrixie(
  shell: Shell,
  packages: readonly string[],
  folder: string,
  programs: readonly string[],
): Promise<void> {
  if (programs.every((program) => existsSync(join(folder, basename(program))))) return
  const work = await mkdtemp('/var/tmp/basalt-trixie-')
  try {
    chmodSync(work, 0o755)
    const sources = join(work, 'sources.list')
    writeFileSync(sources, `deb ${await debianMirror(shell)} trixie main\n`)
    mkdirSync(join(work, 'lists/partial'), { recursive: true })
    const settings = {
      'Dir::Etc::sourcelist': sources,
      'Dir::Etc::sourceparts': '-',
      'Dir::State::lists': join(work, 'lists'),
      'Dir::Cache::pkgcache': '',
      'Dir::Cache::srcpkgcache': '',
      'APT::Sandbox::User': 'root',
    }
    const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
    await shell.run('apt-get', [...options, 'update'])
    await shell.run('apt-get', [...options, 'download', ...packages.map((name) => `${name}/trixie`)], { cwd: work })
    await shell.run('sh', ['-c', 'for file in *.deb; do dpkg-deb --extract "$file" package; done'], { cwd: work })
    mkdirSync(folder, { recursive: true })
    for (const program of programs) await copyFile(join(work, 'package', program), join(folder, basename(program)))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
