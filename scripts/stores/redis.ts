import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress } from '../progress.mjs'
import { startDaemon, type Daemon } from './daemon.ts'
import type { StorePlace } from './place.ts'
import { probeRedis } from './probe.ts'
import type { StorePrograms } from './programs.ts'

export type Redis = Daemon & { readonly url: string }

/**
 * Starts Redis on a private socket. It saves nothing: all that matters is in MariaDB, from which queues are
 * filled again. Keys are never evicted, as a queue that loses a part of itself is worse than a refused write.
 */
export async function startRedis(
  programs: StorePrograms,
  place: StorePlace,
  options: { readonly redisMemoryMb: number },
  progress: Progress,
): Promise<Redis> {
  const data = join(place.folder, 'redis')
  const socket = join(place.sockets, 'redis.sock')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const daemon = await startDaemon(
    {
      label: 'Redis',
      program: programs.redis,
      args: Object.entries({
        port: '0',
        unixsocket: socket,
        unixsocketperm: '700',
        dir: data,
        save: '',
        appendonly: 'no',
        maxmemory: `${options.redisMemoryMb}mb`,
        'maxmemory-policy': 'noeviction',
        daemonize: 'no',
      }).flatMap(([name, value]) => [`--${name}`, value]),
      folder: data,
      socket,
      pidFile: join(place.run, 'redis.pid'),
      logFile: join(place.logs, 'redis.log'),
      probe: () => probeRedis(socket),
    },
    progress,
  )
  return { ...daemon, url: `unix://${socket}` }
}
