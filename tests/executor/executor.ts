import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readConfig } from '@basalt/config'
import { start } from '@basalt/executor'
import { type BuildResult, type Execution, ExecutorClient } from '@basalt/executor-client'
import { archiveOf } from '#support/archive.ts'

export type Executor = AsyncDisposable & {
  readonly client: ExecutorClient
  /** Stops it and starts it again on the same folder. */
  restart(): Promise<void>
}

export const code = (deploymentId: string) => ({
  projectId: 'project',
  deploymentId,
  runtime: 'node-22',
  entrypoint: 'main.js',
  variables: {},
  specification: { cpus: 1, memoryMb: 256 },
  timeoutSeconds: 15,
})

/** The environment of executors that use another driver; each has a folder of its own. */
type Driver = () => Promise<Readonly<Record<string, string>> & { readonly BASALT_EXECUTOR_FOLDER: string }>

let driver: Driver = async () => ({ BASALT_EXECUTOR_FOLDER: await mkdtemp(join(tmpdir(), 'basalt-executor-')) })

/** Has the tests that are imported after it run with another driver than that of processes. */
export function useDriver(other: Driver): void {
  driver = other
}

/** Starts an executor, and a client of it. */
export async function startExecutor(environment: Readonly<Record<string, string>> = {}): Promise<Executor> {
  const place = await driver()
  const config = readConfig({
    PATH: process.env['PATH'],
    BASALT_DATABASE_URL: 'mysql://unused/unused',
    BASALT_REDIS_URL: 'redis://unused',
    BASALT_SECRET: 'a'.repeat(32),
    BASALT_HOST: '127.0.0.1',
    BASALT_PORT: '0',
    BASALT_LOG_LEVEL: 'error',
    ...place,
    ...environment,
  })
  let running = await start(config)
  let client = new ExecutorClient({ urls: [running.address], secrets: config.secrets })
  return {
    get client() {
      return client
    },
    async restart() {
      client[Symbol.dispose]()
      await running.close()
      running = await start(config)
      client = new ExecutorClient({ urls: [running.address], secrets: config.secrets })
    },
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]()
      await running.close()
      await rm(place.BASALT_EXECUTOR_FOLDER, { recursive: true, force: true })
    },
  }
}

export type Files = Readonly<Record<string, string>>

/** Runs the function in `files` once. */
export async function run(
  { client }: Executor,
  deploymentId: string,
  files: Files,
  options: Partial<Parameters<ExecutorClient['execute']>[0]> & {
    readonly path?: string
    readonly body?: Uint8Array
  } = {},
): Promise<Execution> {
  const { path = '/', body = new Uint8Array(), ...rest } = options
  const archive = await archiveOf(files)
  return client.execute({
    ...code(deploymentId),
    code: () => Readable.from([archive]),
    logging: true,
    request: { method: 'POST', path, headers: { 'content-type': 'text/plain' }, body },
    ...rest,
  })
}

/** Builds `files`; gives the result, the log as it came, and the output. */
export async function build(
  { client }: Executor,
  deploymentId: string,
  files: Files | Buffer,
  options: Partial<Parameters<ExecutorClient['build']>[0]> & { readonly signal?: AbortSignal } = {},
): Promise<{ readonly result: BuildResult; readonly heard: string; readonly output: Buffer }> {
  const { signal, ...rest } = options
  const archive = Buffer.isBuffer(files) ? files : await archiveOf(files)
  let heard = ''
  let output: Buffer = Buffer.alloc(0)
  const result = await client.build(
    {
      ...code(deploymentId),
      timeoutSeconds: 60,
      commands: '',
      outputDirectory: '',
      maxOutputBytes: 10_000_000,
      source: () => Readable.from([archive]),
      ...rest,
    },
    {
      onLog: (text) => (heard += text),
      save: async (stream) => {
        output = await buffer(stream)
      },
      ...(signal ? { signal } : {}),
    },
  )
  return { result, heard, output }
}
