import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ensureImages } from './base-images.ts'
import { findEngine } from './engine.ts'
import { Shell } from './shell.ts'

const root = join(import.meta.dirname, '../../..')
const project = 'basalt-fleet-test'
/** Apart from the default, so that a fleet in use on this machine is not disturbed. */
const edgeSubnet = '10.213.84.0/24'

/** What `docker inspect` says of a container, as far as the tests ask. */
export type Container = {
  readonly service: string
  readonly id: string
  readonly pid: number
  readonly running: boolean
  readonly health: string
  readonly exitCode: number
  readonly restarts: number
  readonly addresses: Readonly<Record<string, string>>
  readonly publishedPorts: readonly string[]
  readonly host: {
    readonly ReadonlyRootfs: boolean
    readonly CapDrop: readonly string[]
    readonly SecurityOpt: readonly string[]
    readonly Memory: number
    readonly PidsLimit: number
    readonly NanoCpus: number
    readonly LogConfig: { readonly Config: Readonly<Record<string, string>> }
    readonly RestartPolicy: { readonly Name: string }
  }
}

export type Fleet = {
  /** The API through the ingress, as an SDK wants it. */
  readonly endpoint: string
  readonly docker: (...args: readonly string[]) => Promise<string>
  readonly compose: (...args: readonly string[]) => Promise<string>
  readonly containers: () => Promise<readonly Container[]>
  readonly container: (service: string) => Promise<Container>
  /** Takes down everything that this fleet made, its data too. */
  readonly close: () => Promise<void>
}

/** Brings up the unchanged docker-compose.yml with fresh secrets on a free port; a string says why that cannot be. */
export async function startFleet(say: (line: string) => void): Promise<Fleet | string> {
  await using stack = new AsyncDisposableStack()
  const folder = join(root, '.basalt/fleet')
  mkdirSync(folder, { recursive: true })
  const engine = await findEngine(folder)
  if (typeof engine === 'string') return engine
  stack.defer(engine.close)
  const { shell } = engine

  const settings = await mkdtemp('/var/tmp/basalt-fleet-')
  stack.defer(() => rm(settings, { recursive: true, force: true }))
  const port = await freePort()
  const environment = await writeEnvironment(settings, port)
  const docker = (...args: readonly string[]) => shell.output('docker', args, { cwd: root })
  const compose = (...args: readonly string[]) =>
    docker('compose', '--project-name', project, '--env-file', environment, ...args)

  const obstacle = await ensureImages(shell, await wantedImages(compose), say)
  if (obstacle !== null) return obstacle
  const down = () => compose('down', '--volumes', '--timeout', '30')
  await down() // what a run that was killed has left
  stack.defer(async () => void (await down()))
  try {
    await compose('up', '--detach', '--build', '--wait', '--wait-timeout', '150')
  } catch (error) {
    say(await compose('logs', '--no-color', '--tail', '15'))
    throw error
  }
  const containers = async () => {
    const ids = (await compose('ps', '--all', '--quiet')).split('\n')
    return (JSON.parse(await docker('inspect', ...ids)) as unknown[]).map(describe)
  }
  const owned = stack.move()
  return {
    endpoint: `http://localhost:${port}/v1`,
    docker,
    compose,
    containers,
    async container(service) {
      const found = (await containers()).find((one) => one.service === service)
      if (found === undefined) throw new Error(`there is no container of ${service}`)
      return found
    },
    close: () => owned.disposeAsync(),
  }
}

/** In which the quickstart's function runs. */
const imageOfFunctions = 'node:22'

/** The images that the compose file and the Dockerfiles name, but for those that are built. */
async function wantedImages(compose: (...args: readonly string[]) => Promise<string>): Promise<readonly string[]> {
  const services = (await compose('config', '--images')).split('\n')
  const dockerfiles = ['infra/Dockerfile', 'infra/console/Dockerfile'].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  )
  const bases = dockerfiles.flatMap((text) => [...text.matchAll(/^FROM (\S+)/gm)].map((match) => match[1] ?? ''))
  return [...new Set([...services, ...bases, imageOfFunctions])].filter((name) => !/^basalt[:-]/.test(name))
}

/** The .env of `scripts/setup`, made beside the script's copy so that the one of this work tree stays as it is. */
async function writeEnvironment(folder: string, port: number): Promise<string> {
  await cp(join(root, 'scripts/setup'), join(folder, 'scripts/setup'))
  await new Shell({ ...process.env, BASALT_HTTP_PORT: String(port) }).run(join(folder, 'scripts/setup'), [])
  const file = join(folder, '.env')
  appendFileSync(file, `BASALT_EDGE_SUBNET=${edgeSubnet}\n`)
  return file
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  await new Promise((resolve) => server.close(resolve))
  return port
}

type Inspected = {
  readonly Id: string
  readonly RestartCount: number
  readonly Config: { readonly Labels: Readonly<Record<string, string>> }
  readonly State: {
    readonly Pid: number
    readonly Running: boolean
    readonly ExitCode: number
    readonly Health?: { readonly Status: string }
  }
  readonly HostConfig: Container['host']
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly unknown[] | null>>
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>>
  }
}

function describe(inspected: unknown): Container {
  const { Id, RestartCount, Config, State, HostConfig, NetworkSettings } = inspected as Inspected // the engine's own shape
  const networks = Object.entries(NetworkSettings.Networks)
  return {
    service: Config.Labels['com.docker.compose.service'] ?? '',
    id: Id,
    pid: State.Pid,
    running: State.Running,
    health: State.Health?.Status ?? 'none',
    exitCode: State.ExitCode,
    restarts: RestartCount,
    addresses: Object.fromEntries(networks.map(([name, { IPAddress }]) => [name.slice(project.length + 1), IPAddress])),
    publishedPorts: Object.entries(NetworkSettings.Ports)
      .filter(([, bindings]) => bindings !== null && bindings.length > 0)
      .map(([port]) => port),
    host: HostConfig,
  }
}
