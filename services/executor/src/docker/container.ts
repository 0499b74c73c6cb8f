import type { IncomingMessage } from 'node:http'
import { cpus } from 'node:os'
import {
  containerName,
  type ContainerSpec,
  demultiplex,
  type Engine,
  EngineError,
  labels,
  networkName,
} from '@basalt/engine'
import type { Specification } from '@basalt/executor-client'
import type { DeploymentRef } from '../code-cache.ts'

const megabyte = 1024 * 1024
const leastMemoryMb = 32

export type Mount = ContainerSpec['HostConfig']['Mounts'][number]

export type Confinement = {
  readonly id: string
  readonly ref: DeploymentRef
  readonly image: string
  readonly userId: number
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  /** Run by `sh -c`. */
  readonly script: string
  readonly mounts: readonly Mount[]
  readonly specification: Specification
  readonly processes: number
  /** Size of /tmp, which lies in memory and counts as such. */
  readonly temporaryMb: number
  readonly maxFileBytes: number
}

/** What all containers of this executor share. */
export type Installation = { readonly executorId: string; readonly gateway: string }

export function specOf(confinement: Confinement, { executorId, gateway }: Installation): ContainerSpec {
  const { ref, userId, specification, maxFileBytes, mounts } = confinement
  const memory = Math.max(leastMemoryMb, specification.memoryMb) * megabyte
  return {
    Image: confinement.image,
    User: `${userId}:${userId}`,
    Hostname: 'function',
    WorkingDir: confinement.folder,
    Env: Object.entries(confinement.environment).map(([name, value]) => `${name}=${value}`),
    Entrypoint: ['/bin/sh', '-c'],
    Cmd: [confinement.script],
    Labels: { [labels.executor]: executorId, [labels.project]: ref.projectId, [labels.deployment]: ref.deploymentId },
    HostConfig: {
      NetworkMode: networkName,
      ExtraHosts: [`basalt.internal:${gateway}`],
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Init: true,
      PidsLimit: confinement.processes,
      Memory: memory,
      MemorySwap: memory,
      NanoCpus: Math.round(Math.min(specification.cpus, cpus().length) * 1e9), // the engine refuses more than there are
      Tmpfs: { '/tmp': `rw,exec,nosuid,nodev,mode=1777,size=${confinement.temporaryMb}m` },
      Ulimits: [ulimit('nofile', 4096), ulimit('core', 0), ulimit('fsize', maxFileBytes)],
      LogConfig: { Type: 'none' },
      Mounts: [...mounts],
    },
  }
}

function ulimit(Name: string, most: number): { Name: string; Soft: number; Hard: number } {
  return { Name, Soft: most, Hard: most }
}

/** A container of a function or a build. */
export class Container {
  readonly #engine: Engine
  readonly #name: string
  #removal: Promise<void> | null = null

  private constructor(engine: Engine, id: string) {
    this.#engine = engine
    this.#name = containerName(id)
  }

  /** Makes it; nothing runs yet. @throws {EngineError} 404 when there is no such image */
  static async create(engine: Engine, id: string, spec: ContainerSpec): Promise<Container> {
    const container = new Container(engine, id)
    await engine.call('POST', '/containers/create', { query: { name: containerName(id) }, body: spec })
    return container
  }

  /** Its output from the start to its end. To be called before `start`. */
  async attach(): Promise<{ readonly frames: ReturnType<typeof demultiplex>; readonly raw: IncomingMessage }> {
    const query = { stream: '1', stdout: '1', stderr: '1' }
    const raw = await this.#engine.stream('POST', `/containers/${this.#name}/attach`, { query })
    return { frames: demultiplex(raw), raw }
  }

  async start(): Promise<void> {
    await this.#engine.call('POST', `/containers/${this.#name}/start`)
  }

  /** The exit code of one that has ended, or soon will have. */
  async exitCode(signal: AbortSignal): Promise<number> {
    const answer = await this.#engine.call('POST', `/containers/${this.#name}/wait`, { signal })
    return (answer as { StatusCode: number }).StatusCode // the engine's own shape
  }

  /** Ends and removes it; may be called twice. */
  remove(): Promise<void> {
    this.#removal ??= removeContainer(this.#engine, this.#name).catch((error: unknown) => {
      this.#removal = null
      throw error
    })
    return this.#removal
  }
}

/** Ends and removes a container, which may be gone already. */
export async function removeContainer(engine: Engine, name: string): Promise<void> {
  try {
    await engine.call('DELETE', `/containers/${name}`, { query: { force: '1', v: '1' } })
  } catch (error) {
    // Gone, or on its way.
    if (!(error instanceof EngineError && (error.status === 404 || error.status === 409))) throw error
  }
}

/** The names of all containers of an executor, whatever their state. */
export async function containersOf(engine: Engine, executorId: string): Promise<readonly string[]> {
  const filters = JSON.stringify({ label: [`${labels.executor}=${executorId}`] })
  const found = await engine.call('GET', '/containers/json', { query: { all: '1', filters } })
  return (found as { Names: readonly string[] }[]).map(({ Names }) => (Names[0] ?? '').slice(1)) // the engine's own shape
}
