import { join } from 'node:path'
import { start } from '@basalt/engine-proxy'
import { createLog } from '@basalt/service'
import { ensureImages } from '../fleet/support/base-images.ts'
import { findEngine } from '../fleet/support/engine.ts'
import { languages } from '../runtimes/languages.ts'
import type { Shell } from '../fleet/support/shell.ts'

/** A volume of an executor, and the proxy that lets it ask for containers with folders of that volume. */
export type Place = {
  readonly volume: string
  /** Of the volume, on this machine. */
  readonly folder: string
  /** `http://address:port` of the proxy. */
  readonly proxy: string
}

export type Containers = AsyncDisposable & {
  readonly shell: Shell
  readonly makePlace: () => Promise<Place>
}

const leastVersion = 26
/** Of the newest version of each language that is tested. */
const images = languages.map(({ runtime }) => runtime.image)

/** An engine with the images that the tests use. A string says in plain words why there is none. */
export async function startContainers(say: (line: string) => void): Promise<Containers | string> {
  await using stack = new AsyncDisposableStack()
  const engine = await findEngine(join(import.meta.dirname, '../../.basalt/fleet'))
  if (typeof engine === 'string') return engine
  stack.defer(engine.close)
  const { shell } = engine
  const version = await shell.output('docker', ['version', '--format', '{{.Server.Version}}'])
  if (Number.parseInt(version, 10) < leastVersion) return `Docker ${version} runs here; ${leastVersion} is needed`
  const obstacle = await ensureImages(shell, images, say)
  if (obstacle !== null) return obstacle
  const owned = stack.move()
  let places = 0
  return {
    shell,
    async makePlace() {
      const volume = `basalt-test-${process.pid}-${(places += 1)}`
      await shell.run('docker', ['volume', 'create', volume])
      owned.defer(() => shell.run('docker', ['volume', 'rm', '--force', volume]))
      const folder = await shell.output('docker', ['volume', 'inspect', '--format', '{{.Mountpoint}}', volume])
      const options = { log: { level: 'silent' }, http: { host: '127.0.0.1', port: 0 }, volume } as const
      const proxy = await start({ ...options, socket: '/var/run/docker.sock' }, createLog(options, 'engine-proxy'))
      owned.defer(() => proxy.close())
      return { volume, folder, proxy: proxy.address }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The environment of an executor in this place. */
export function environmentOf({ volume, folder, proxy }: Place) {
  return {
    BASALT_EXECUTOR_DRIVER: 'docker',
    BASALT_DOCKER_HOST: proxy.replace('http:', 'tcp:'),
    BASALT_EXECUTOR_VOLUME: volume,
    BASALT_EXECUTOR_FOLDER: folder,
  }
}
