import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Mount = { readonly from: string; readonly to: string; readonly writable?: boolean }

export type Confinement = {
  readonly mounts: readonly Mount[]
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  /** Run by `sh -c`. */
  readonly script: string
  readonly memoryMb: number
  /** What the language's engine reserves on top of that. */
  readonly reservedMb: number
  readonly processes: number
  /** Size of /tmp, which lies in memory. */
  readonly temporaryMb: number
  readonly maxFileBytes: number
  /** A user id that nothing else has; null keeps that of this process, which then is not root's. */
  readonly userId: number | null
}

const openFiles = 1024

/** Parts of /etc without which names and certificates cannot be resolved, or a language lacks its extensions; nothing in them is secret. */
const settings = [
  'ssl',
  'ca-certificates',
  'resolv.conf',
  'hosts',
  'nsswitch.conf',
  'ld.so.cache',
  'alternatives',
  'mime.types',
  'php',
]

/** What mounts lie in; bubblewrap would make them for root alone. */
const parents = ['/etc', '/home', '/opt', '/run', '/usr', '/usr/local', '/usr/local/server', '/usr/local/server/src']

/**
 * Starts a script in bubblewrap: the system's programs read-only, an empty /tmp, no other files, processes of its own, no
 * capabilities, no way to gain privileges, and limits on memory, processes and files. The network is the machine's.
 * Everything in it ends with the returned process, and with this one.
 */
export function spawnConfined(confinement: Confinement): ChildProcess {
  const { script, userId } = confinement
  const command = ['prlimit', ...limits(confinement), '--', ...asUser(userId), '/bin/sh', '-c', script]
  const args = [...isolation(confinement), '--', ...command]
  // The environment is given to bubblewrap itself, as its first process in the sandbox shows it to the others.
  return spawn('bwrap', args, { env: confinement.environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
}

/** Ends everything in a sandbox, however far its start has come. */
export function killConfined({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    // The group: what bubblewrap has forked but not yet tied to its own life is in it.
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isolation({ mounts, folder, temporaryMb, userId }: Confinement): readonly string[] {
  const namespaces = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try']
  return [
    '--die-with-parent',
    '--new-session',
    ...(userId === null ? ['--unshare-user', ...namespaces] : namespaces),
    '--hostname',
    'function',
    ...parents.flatMap((folder) => ['--perms', '0755', '--dir', folder]),
    ...system(),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--perms',
    '1777',
    '--size',
    String(temporaryMb * 1024 * 1024),
    '--tmpfs',
    '/tmp',
    ...mounts.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    '--chdir',
    folder,
  ]
}

/** /usr, piece by piece, so that mounts can be added below /usr/local. */
function system(): readonly string[] {
  const pieces = (parent: string, skip: string): string[] =>
    readdirSync(parent)
      .filter((name) => name !== skip)
      .flatMap((name) => ['--ro-bind-try', join(parent, name), join(parent, name)])
  const roots = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].flatMap((name) => [
    '--ro-bind-try',
    `/${name}`,
    `/${name}`,
  ])
  const etc = settings.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`])
  return [...pieces('/usr', 'local'), ...pieces('/usr/local', 'server'), ...roots, ...etc]
}

function limits({ memoryMb, reservedMb, processes, maxFileBytes }: Confinement): readonly string[] {
  return [
    `--data=${(memoryMb + reservedMb) * 1024 * 1024}`,
    `--nproc=${processes}`,
    `--fsize=${maxFileBytes}`,
    `--nofile=${openFiles}`,
    '--core=0',
  ]
}

function asUser(userId: number | null): readonly string[] {
  if (userId === null) return []
  const ids = [`--reuid=${userId}`, `--regid=${userId}`, '--clear-groups']
  return ['setpriv', ...ids, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--']
}
