import type { ChildProcess } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExecutorError } from '@basalt/executor-client'
import type { Runtime } from '@basalt/runtimes'
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
import { checkBubblewrap } from './bubblewrap.ts'
import { findPrograms } from './programs.ts'
import { type Confinement, killConfined, type Mount, spawnConfined } from './sandbox.ts'
import { UserIds } from './user-ids.ts'

export type ProcessOptions = {
  /** For builds under way; what an earlier run has left in it is removed. */
  readonly folder: string
  /** Where programs are found. */
  readonly path: string
  readonly buildDiskBytes: number
}

/** Runs functions as confined processes of this machine. For code that one trusts: they share its kernel and its network. */
export class ProcessDriver implements Driver {
  readonly kind = 'process'
  readonly isolation =
    'processes of this machine in bubblewrap, on its network: for code that you trust; the docker driver is for other code'
  readonly #folder: string
  readonly #sockets: string
  readonly #path: string
  readonly #buildDiskBytes: number
  readonly #userIds = new UserIds(process.getuid?.() === 0)
  readonly #children = new Set<ChildProcess>()
  #checked: Promise<void> | null = null

  private constructor({ folder, path, buildDiskBytes }: ProcessOptions, sockets: string) {
    this.#folder = folder
    this.#sockets = sockets
    this.#path = path
    this.#buildDiskBytes = buildDiskBytes
  }

  static async open(options: ProcessOptions): Promise<ProcessDriver> {
    const { folder } = options
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o711 })
    // Not below `folder`, as the path of a socket may have no more than 107 bytes.
    const sockets = await mkdtemp(join(tmpdir(), 'basalt-fn-'))
    return new ProcessDriver(options, sockets)
  }

  async launch({ id, runtime, code, environment, specification }: Launch): Promise<Instance> {
    await this.#check()
    const programs = findPrograms(runtime.programs, this.#path)
    const folder = await SocketFolder.make(join(this.#sockets, id))
    const { userId, release } = this.#userIds.take()
    const tidy = async (): Promise<void> => {
      await folder.remove()
      release()
    }
    try {
      const mounts = [
        ...programs.mounts,
        ...serverMounts(runtime),
        { from: await code.unpacked(), to: `${serverFolder}/function` },
        { from: folder.path, to: socketFolder, writable: true },
      ]
      const output = new Tail(outputCharacters)
      const child = this.#spawn({
        mounts,
        environment: { ...environment, SOCKET: socketPath, PATH: programs.path, HOME: '/tmp' },
        folder: serverFolder,
        script: `exec ${runtime.startCommand}`,
        memoryMb: specification.memoryMb,
        reservedMb: runtime.reservedMb,
        ...functionLimits,
        userId,
      })
      child.stdout?.on('data', (bytes: Buffer) => void output.add(bytes))
      child.stderr?.on('data', (bytes: Buffer) => void output.add(bytes))
      const ended = endOf(child).then(tidy)
      return {
        endpoint: { socketPath: folder.socket },
        output,
        ended,
        seal: () => folder.seal(),
        stop: () => stop(child, ended),
      }
    } catch (error) {
      await tidy()
      throw error
    }
  }

  async build(job: BuildJob, sinks: BuildSinks, signal: AbortSignal): Promise<void> {
    await this.#check()
    const { userId, release } = this.#userIds.take()
    try {
      const workspace = await Workspace.make(join(this.#folder, job.id), job, userId)
      await workspace.limited(this.#buildDiskBytes, signal, (ending) =>
        this.#build(job, { workspace, userId }, sinks, ending),
      )
    } finally {
      release()
    }
  }

  async #build(
    job: BuildJob,
    { workspace, userId }: { readonly workspace: Workspace; readonly userId: number | null },
    sinks: BuildSinks,
    signal: AbortSignal,
  ): Promise<void> {
    const programs = findPrograms(job.runtime.programs, this.#path)
    const confinement = {
      mounts: [
        ...programs.mounts,
        ...serverMounts(job.runtime),
        { from: workspace.code, to: buildFolder, writable: true },
        { from: workspace.home, to: homeFolder, writable: true },
      ],
      environment: { ...job.environment, PATH: programs.path, HOME: homeFolder },
      folder: buildFolder,
      memoryMb: job.specification.memoryMb,
      reservedMb: job.runtime.reservedMb,
      ...buildLimits,
      maxFileBytes: job.maxOutputBytes,
      userId,
    }
    const commands = commandsOf(job)
    if (commands !== '') await this.#run({ ...confinement, script: commands }, sinks.log, signal)
    await this.#pack({ ...confinement, script: packing(job.outputDirectory) }, sinks, signal)
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#children].map((child) =>
        stop(
          child,
          endOf(child).then(() => undefined),
        ),
      ),
    )
    await rm(this.#sockets, { recursive: true, force: true })
  }

  /** Once it has passed, it is not asked again; a machine that has been put right is noticed. */
  async #check(): Promise<void> {
    this.#checked ??= checkBubblewrap()
    try {
      await this.#checked
    } catch (error) {
      this.#checked = null
      throw error
    }
  }

  #spawn(confinement: Confinement): ChildProcess {
    const child = spawnConfined(confinement)
    this.#children.add(child)
    void endOf(child).then(() => this.#children.delete(child))
    return child
  }

  async #run(confinement: Confinement, log: BuildSinks['log'], signal: AbortSignal): Promise<void> {
    const code = await this.#during(confinement, signal, async (child) => {
      await Promise.all([each(child.stdout, log), each(child.stderr, log)])
    })
    if (code === 0) return
    throw new ExecutorError('build_failed', {
      message: `The build commands ended with ${code === null ? 'a signal' : `code ${code}`}.`,
    })
  }

  /** The output is packed inside: links in it then lead nowhere else. */
  async #pack(confinement: Confinement, { log, output }: BuildSinks, signal: AbortSignal): Promise<void> {
    const code = await this.#during(confinement, signal, async (child) => {
      await Promise.all([each(child.stdout, output), each(child.stderr, log)])
    })
    if (code === emptyCode) throw new ExecutorError('build_empty')
    if (code !== 0) throw new ExecutorError('build_failed', { message: 'The output of the build cannot be packed.' })
  }

  /** @returns how it ended; null: by a signal */
  async #during(
    confinement: Confinement,
    signal: AbortSignal,
    attend: (child: ChildProcess) => Promise<void>,
  ): Promise<number | null> {
    signal.throwIfAborted()
    const child = this.#spawn(confinement)
    const ended = endOf(child)
    const kill = (): void => killConfined(child)
    signal.addEventListener('abort', kill)
    try {
      await attend(child)
      return await ended
    } finally {
      kill()
      await ended
      signal.removeEventListener('abort', kill)
      signal.throwIfAborted()
    }
  }
}

async function each(stream: AsyncIterable<Buffer> | null, take: (bytes: Buffer) => Promise<void>): Promise<void> {
  if (stream) for await (const bytes of stream) await take(bytes)
}

/** File by file, as the folder in the sandbox also gets the function. */
function serverMounts({ serverFolder: from }: Runtime): readonly Mount[] {
  return readdirSync(from).map((name) => ({ from: join(from, name), to: `${serverFolder}/${name}` }))
}

function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  killConfined(child)
  await ended
}
