import { resolve } from 'node:path'
import { Problem } from '../progress.mjs'

/** Variables that only `npm start` reads; those of the services are in packages/config. */
export const startVariables = [
  { name: 'BASALT_STATE_FOLDER', default: '.basalt', meaning: 'secrets, private MariaDB and Redis, uploads' },
  { name: 'BASALT_MARIADB_BUFFER_MB', default: '64', meaning: 'buffer pool of the private MariaDB, 16 to 65536' },
  { name: 'BASALT_REDIS_MEMORY_MB', default: '128', meaning: 'memory limit of the private Redis, 16 to 65536' },
] as const

export type StartOptions = {
  readonly stateFolder: string
  readonly bufferMb: number
  readonly redisMemoryMb: number
}

export function readStartOptions(root: string, env: NodeJS.ProcessEnv): StartOptions {
  const value = (name: (typeof startVariables)[number]['name']): string =>
    env[name] || (startVariables.find((variable) => variable.name === name)?.default ?? '')
  const megabytes = (name: 'BASALT_MARIADB_BUFFER_MB' | 'BASALT_REDIS_MEMORY_MB'): number => {
    const number = Number(value(name))
    if (Number.isInteger(number) && number >= 16 && number <= 65_536) return number
    throw new Problem(`${name} must be a whole number from 16 to 65536.`)
  }
  return {
    stateFolder: resolve(root, value('BASALT_STATE_FOLDER')),
    bufferMb: megabytes('BASALT_MARIADB_BUFFER_MB'),
    redisMemoryMb: megabytes('BASALT_REDIS_MEMORY_MB'),
  }
}
