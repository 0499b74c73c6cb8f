import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { containerName, Engine, EngineError } from '@basalt/engine'
import { ExecutorError } from '@basalt/executor-client'
import type { Runtime } from '@basalt/runtimes'
import type { Log } from '@basalt/service'
import type { BuildJob, BuildSinks, Driver, Instance, Launch } from '../driver.ts'
import {
  buildFolder,
  buildLimits,
  commandsOf,
  emptyCode,
  functionLimits,
  homeFolder,
  outputCharacters,
  packing,
  serverFolder,
  socketFolder,
  socketPath,
} from '../layout.ts'
import { SocketFolder } from '../socket-folder.ts'
import { Tail } from '../tail.ts'
import { Workspace } from '../workspace.ts'
import {
  type Confinement,
  Container,
  containersOf,
  type Installation,
  type Mount,
  removeContainer,
  specOf,
} from './container.ts'
import { Images } from './images.ts'
import { ensureNetwork } from './network.ts'

/** Of functions: nobody in particular, and not the executor, which alone may write to the folders of sockets. */
const functionUserId = 65_534
/** Of builds when the executor is root. */
const builderId = 65_533
const leastBuildMemoryMb = 1024
const reconcileMs = 60_000
const tooOld = 'Functions in containers need Docker 26 or later.'

export type DockerOptions = {
  /** `unix:///var/run/docker.sock`, or `tcp://host:2375` of the engine proxy. */
  readonly host: string
  /** What this executor may lose: the driver's own folders, and the code. */
  readonly folder: string
  /** The named volume that `folder` is, when the executor itself is a container; null: a folder of the engine's machine. */
  readonly volume: string | null
  readonly internet: boolean
  readonly buildDiskBytes: number
  readonly log: Log
}

type Take = (bytes: Buffer, source: 'stdout' | 'stderr') => Promise<void>

/** Runs functions in containers of their own, without privileges, kept apart from each other and from all services. */
export class DockerDriver implements Driver {
  readonly kind = 'docker'
  readonly isolation = 'containers without privileges, on a network of their own'
  readonly #options: DockerOptions
  readonly #folder: string
  readonly #engine: Engine
  readonly #images: Images
  readonly #executorId: string
  readonly #known = new Set<string>()
  readonly #reconciling: NodeJS.Timeout
  #installation: Promise<Installation> | null = null

  private constructor(options: DockerOptions, executorId: string) {
    this.#options = options
    this.#folder = join(options.folder, 'docker')
    this.#engine = new Engine(options.host)
    this.#images = new Images(this.#engine)
    this.#executorId = executorId
    this.#reconciling = setInterval(() => void this.#reconcile(), reconcileMs).unref()
  }

  /** An engine that is away is asked again with the next function. */
  static async open(options: DockerOptions): Promise<DockerDriver> {
    const { folder, log } = options
    const own = join(folder, 'docker')
    for (const name of ['servers', 'sockets', 'builds']) {
      await rm(join(own, name), { recursive: true, force: true })
      await mkdir(join(own, name), { recursive: true, mode: 0o711 })
    }
    const driver = new DockerDriver(options, await idOf(own))
    await driver.#prepare().catch((error: unknown) => log.warn({ err: error }, 'docker cannot be used'))
    return driver
  }

  async launch({ id, ref, runtime, code, environment, specification }: Launch, signal: AbortSignal): Promise<Instance> {
    const folder = await SocketFolder.make(join(this.#folder, 'sockets', id))
    try {
      const container = await this.#create(
        {
          id,
          ref,
          image: runtime.image,
          userId: functionUserId,
          environment: { ...environment, SOCKET: socketPath, HOME: '/tmp' },
          folder: serverFolder,
          script: `exec ${runtime.startCommand}`,
          mounts: [
            this.#server(runtime),
            this.#mount(await code.unpacked(), `${serverFolder}/function`),
            this.#mount(folder.path, socketFolder, { writable: true }),
          ],
          specification,
          ...functionLimits,
        },
        signal,
      )
      const output = new Tail(outputCharacters)
      const running = this.#run(container, async (bytes) => void output.add(bytes))
      const { ended } = await running.catch(async (error: unknown) => {
        await this.#remove(id, container)
        throw error
      })
      const remove = async (): Promise<void> => {
        await this.#remove(id, container).catch((error: unknown) => {
          this.#known.delete(containerName(id)) // so that the next look at the engine removes it
          this.#options.log.warn({ err: error, ...ref }, 'container not removed')
        })
      }
      const gone = ended.then(remove).then(() => folder.remove())
      const stop = async (): Promise<void> => {
        await remove()
        await gone
      }
      return { endpoint: { socketPath: folder.socket }, output, seal: () => folder.seal(), ended: gone, stop }
    } catch (error) {
      await folder.remove()
      throw translated(error)
    }
  }

  async build(job: BuildJob, sinks: BuildSinks, signal: AbortSignal): Promise<void> {
    const ownerId = process.getuid?.() === 0 ? builderId : null
    const workspace = await Workspace.make(join(this.#folder, 'builds', job.id), job, ownerId)
    await workspace.limited(this.#options.buildDiskBytes, signal, async (ending) => {
      try {
        await this.#build(job, workspace, sinks, ending)
      } catch (error) {
        ending.throwIfAborted()
        throw translated(error)
      }
    })
  }

  async #build(job: BuildJob, workspace: Workspace, sinks: BuildSinks, signal: AbortSignal): Promise<void> {
    const { ref, runtime, specification, maxOutputBytes } = job
    if (!(await this.#images.has(runtime.image))) {
      await sinks.log(Buffer.from(`Pulling ${runtime.image} …\n`))
      await this.#images.pull(runtime.image, signal)
    }
    const confinement = {
      ref,
      image: runtime.image,
      userId: process.getuid?.() || builderId,
      environment: { ...job.environment, HOME: homeFolder },
      folder: buildFolder,
      mounts: [
        this.#server(runtime),
        this.#mount(workspace.code, buildFolder, { writable: true }),
        this.#mount(workspace.home, homeFolder, { writable: true }),
      ],
      specification: { ...specification, memoryMb: Math.max(leastBuildMemoryMb, specification.memoryMb) },
      ...buildLimits,
      maxFileBytes: maxOutputBytes,
    }
    const commands = commandsOf(job)
    if (commands !== '') {
      const code = await this.#finish({ ...confinement, id: job.id, script: commands }, sinks.log, signal)
      if (code !== 0)
        throw new ExecutorError('build_failed', { message: `The build commands ended with code ${code}.` })
    }
    // Packed inside, as links in it then lead nowhere else.
    const pack = { ...confinement, id: `${job.id}-pack`, script: packing(job.outputDirectory) }
    const code = await this.#finish(
      pack,
      (bytes, source) => sinks[source === 'stdout' ? 'output' : 'log'](bytes),
      signal,
    )
    if (code === emptyCode) throw new ExecutorError('build_empty')
    if (code !== 0) throw new ExecutorError('build_failed', { message: 'The output of the build cannot be packed.' })
  }

  async close(): Promise<void> {
    clearInterval(this.#reconciling)
    const names = await containersOf(this.#engine, this.#executorId).catch(() => [])
    await Promise.allSettled(names.map((name) => removeContainer(this.#engine, name)))
    this.#engine.close()
  }

  /** Runs a container to its end. @returns its exit code */
  async #finish(confinement: Confinement, take: Take, signal: AbortSignal): Promise<number> {
    const container = await this.#create(confinement, signal)
    const remove = (): Promise<void> => this.#remove(confinement.id, container)
    const end = (): void => void remove().catch(() => undefined) // tried again below
    signal.addEventListener('abort', end)
    try {
      signal.throwIfAborted()
      let fault: unknown = null
      const { ended } = await this.#run(container, async (bytes, source) => {
        if (fault !== null) return
        await take(bytes, source).catch((error: unknown) => {
          fault = error
          end()
        })
      })
      await ended
      if (fault !== null) throw fault
      signal.throwIfAborted()
      return await container.exitCode(signal)
    } finally {
      signal.removeEventListener('abort', end)
      await remove()
    }
  }

  async #create(confinement: Confinement, signal: AbortSignal): Promise<Container> {
    const installation = await this.#prepare()
    this.#known.add(containerName(confinement.id))
    const spec = specOf(confinement, installation)
    const create = (): Promise<Container> => Container.create(this.#engine, confinement.id, spec)
    try {
      return await create().catch(async (error: unknown) => {
        if (!isMissingImage(error)) throw error
        await this.#images.pull(confinement.image, signal)
        return create()
      })
    } catch (error) {
      this.#known.delete(containerName(confinement.id))
      throw error
    }
  }

  /** Starts a container. `ended` resolves when it has ended and all of its output was taken. */
  async #run(container: Container, take: Take): Promise<{ readonly ended: Promise<void> }> {
    const { frames, raw } = await container.attach()
    const reading = (async () => {
      for await (const { bytes, source } of frames) await take(bytes, source)
    })()
    const ended = reading.catch(() => undefined) // the engine went away; the container is removed in either case
    try {
      await container.start()
    } catch (error) {
      raw.destroy()
      throw error
    }
    return { ended }
  }

  async #remove(id: string, container: Container): Promise<void> {
    await container.remove()
    this.#known.delete(containerName(id))
  }

  /** Once it has passed, it is not done again; an engine that came back is noticed. */
  async #prepare(): Promise<Installation> {
    this.#installation ??= this.#install()
    try {
      return await this.#installation
    } catch (error) {
      this.#installation = null
      throw translated(error)
    }
  }

  async #install(): Promise<Installation> {
    await this.#removeUnknown()
    const gateway = await ensureNetwork(this.#engine, this.#options.internet)
    return { executorId: this.#executorId, gateway }
  }

  async #reconcile(): Promise<void> {
    await this.#removeUnknown().catch((error: unknown) =>
      this.#options.log.warn({ err: error }, 'docker cannot be used'),
    )
  }

  /** What an earlier run of this executor has left, or an engine that was away for a moment. */
  async #removeUnknown(): Promise<void> {
    const names = await containersOf(this.#engine, this.#executorId)
    for (const name of names) if (!this.#known.has(name)) await removeContainer(this.#engine, name)
  }

  /** The runtime's server, copied to where the engine can mount it from, with a place for the function in it. */
  #server({ key, serverFolder: from }: Runtime): Mount {
    const folder = join(this.#folder, 'servers', key)
    if (!existsSync(folder)) {
      cpSync(from, folder, { recursive: true })
      mkdirSync(join(folder, 'function'))
    }
    return this.#mount(folder, serverFolder)
  }

  #mount(path: string, Target: string, { writable = false } = {}): Mount {
    const { folder, volume } = this.#options
    const mount = { Target, ReadOnly: !writable }
    if (volume === null) return { ...mount, Type: 'bind', Source: path }
    const Subpath = relative(folder, path)
    return { ...mount, Type: 'volume', Source: volume, VolumeOptions: { NoCopy: true, Subpath } }
  }
}

/** Tells the containers of executors apart that share an engine; the same after a restart. */
async function idOf(folder: string): Promise<string> {
  const path = join(folder, 'executor-id')
  const known = await readFile(path, 'utf8').catch(() => '')
  if (known !== '') return known
  const id = randomBytes(12).toString('hex')
  await writeFile(path, id, { flag: 'wx' })
  return id
}

function isMissingImage(error: unknown): boolean {
  return error instanceof EngineError && error.status === 404 && /no such image/i.test(error.message)
}

/** What the engine refused, in words for the owner of the function; its own words are for the operator. */
function translated(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error
  const message = /client version .* is too new/i.test(error.message) ? tooOld : error.message
  return new ExecutorError('runtime_unavailable', { message }, { cause: error })
}
