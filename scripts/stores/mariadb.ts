import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Problem, type Progress } from '../progress.mjs'
import { startDaemon, type Daemon } from './daemon.ts'
import type { StorePlace } from './place.ts'
import { probeMariadb } from './probe.ts'
import type { StorePrograms } from './programs.ts'

const run = promisify(execFile)

export type Mariadb = Daemon & { readonly url: string }

/** Tuned for a small machine, but every commit is on disk before it is answered. */
const settings = (bufferMb: number): readonly string[] => [
  `--innodb-buffer-pool-size=${bufferMb}M`,
  // Pages beyond the buffer pool come from the kernel's cache, which gives memory back when others need it.
  '--loose-innodb-flush-method=fsync',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-log-file-size=48M',
  '--innodb-log-buffer-size=4M',
  '--innodb-read-io-threads=2',
  '--innodb-write-io-threads=2',
  '--innodb-purge-threads=1',
  '--innodb-ft-min-token-size=1',
  '--innodb-ft-enable-stopword=OFF',
  '--performance-schema=OFF',
  '--key-buffer-size=1M',
  '--aria-pagecache-buffer-size=8M',
  '--query-cache-type=OFF',
  '--query-cache-size=0',
  '--thread-cache-size=32',
  '--table-open-cache=1000',
  '--table-definition-cache=1000',
  '--max-connections=200',
  '--max-prepared-stmt-count=200000',
  '--max-allowed-packet=64M',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_general_ci',
  '--default-time-zone=+00:00',
  '--local-infile=OFF',
  '--skip-log-bin',
  '--skip-networking',
  '--skip-name-resolve',
]

/** Starts MariaDB on a private socket, with a fresh data folder the first time. */
export async function startMariadb(
  programs: StorePrograms,
  place: StorePlace,
  options: { readonly databasePassword: string; readonly bufferMb: number },
  progress: Progress,
): Promise<Mariadb> {
  const data = join(place.folder, 'mariadb')
  const socket = join(place.sockets, 'mariadb.sock')
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : []
  if (!existsSync(data)) {
    await progress.step({ doing: 'creating the database', done: 'database created' }, () =>
      create(programs, place, asUser),
    )
  }
  const initFile = join(place.run, 'mariadb-init.sql')
  writeFileSync(initFile, accountSql(options.databasePassword), { mode: 0o600 })
  const daemon = await startDaemon(
    {
      label: 'MariaDB',
      program: programs.mariadbd,
      // --no-defaults must come first: what /etc/mysql says is meant for the system's own server.
      args: [
        '--no-defaults',
        ...asUser,
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--pid-file=${join(place.run, 'mariadbd.own.pid')}`,
        `--init-file=${initFile}`,
        ...settings(options.bufferMb),
      ],
      folder: data,
      socket,
      pidFile: join(place.run, 'mariadb.pid'),
      logFile: join(place.logs, 'mariadb.log'),
      probe: () => probeMariadb(socket),
    },
    progress,
  )
  const url = new URL('mysql://localhost/basalt')
  url.username = 'basalt'
  url.password = options.databasePassword
  url.searchParams.set('socketPath', socket)
  return { ...daemon, url: url.href }
}

/** Made beside and renamed into place, so that an interrupted first start leaves nothing half done. */
async function create(programs: StorePrograms, place: StorePlace, asUser: readonly string[]): Promise<void> {
  const fresh = join(place.folder, 'mariadb.new')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  // The folder is named relative to `cwd`: the shell script breaks on a path with a space in it.
  const folder = ['--no-defaults', ...asUser, '--datadir=./mariadb.new', '--innodb-log-file-size=48M']
  const args = [...folder, '--skip-test-db', '--auth-root-authentication-method=socket']
  try {
    await run(programs.installDb, args, { cwd: place.folder, timeout: 120_000, maxBuffer: 8 * 1024 * 1024 })
  } catch (error) {
    const output =
      error instanceof Error && 'stdout' in error ? `${String(error.stdout)}${error.message}` : String(error)
    throw new Problem(`mariadb-install-db failed:\n${output.trim().split('\n').slice(-8).join('\n')}`)
  }
  renameSync(fresh, join(place.folder, 'mariadb'))
}

/** Runs at every start, so a lost or changed password heals itself. The account can make schemas, but not accounts. */
function accountSql(password: string): string {
  if (!/^[\w-]+$/.test(password)) throw new Problem('The database password in secrets.json has unexpected characters.')
  const rights =
    'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, CREATE TEMPORARY TABLES, LOCK TABLES, ' +
    'CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, TRIGGER, EVENT, SHOW DATABASES, PROCESS, RELOAD'
  return [
    'CREATE DATABASE IF NOT EXISTS basalt CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;',
    'CREATE USER IF NOT EXISTS basalt@localhost;',
    `ALTER USER basalt@localhost IDENTIFIED BY '${password}';`,
    `GRANT ${rights} ON *.* TO basalt@localhost;`,
    '',
  ].join('\n')
}
