import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeIn } from '../start/launch.ts'

/** The process that holds the lock of a state folder: the one in which the services run. */
export function servicesPid(stateFolder: string): number {
  return Number(/"pid":(\d+)/.exec(readFileSync(join(stateFolder, 'run', 'start.lock'), 'utf8'))?.[1])
}

/** Where the private MariaDB of a state folder is reached. */
export function databaseUrlIn(stateFolder: string): string {
  const secrets = JSON.parse(readFileSync(join(stateFolder, 'secrets.json'), 'utf8')) as { MARIADB_PASSWORD: string }
  const args = readFileSync(`/proc/${storeIn(stateFolder, 'mariadb')}/cmdline`, 'utf8').split('\0')
  const socket = args.find((arg) => arg.startsWith('--socket='))?.slice('--socket='.length) ?? ''
  const url = new URL('mysql://localhost/basalt')
  url.username = 'basalt'
  url.password = secrets.MARIADB_PASSWORD
  url.searchParams.set('socketPath', socket)
  return url.href
}
