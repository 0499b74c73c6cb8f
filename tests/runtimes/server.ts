import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import type { Runtime } from '@basalt/runtimes'
import { until } from '#support/until.ts'

const secret = 'a secret of the runtime'

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
export type Wrapped = Answer & { readonly logs: string; readonly errors: string }
export type Call = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

type Place = { readonly host: string; readonly port: number } | { readonly socketPath: string }
type Deployed = {
  readonly folder: string
  readonly entrypoint: string
  readonly socketPath?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A runtime server that runs as its own process, as the executor would start it. */
export class RuntimeServer implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #place: Place
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #output = ''

  private constructor(child: ChildProcess, place: Place) {
    this.#child = child
    this.#place = place
    child.stdout?.on('data', (bytes: Buffer) => (this.#output += bytes.toString()))
    child.stderr?.on('data', (bytes: Buffer) => (this.#output += bytes.toString()))
  }

  static async start(runtime: Runtime, { folder, entrypoint, socketPath, env = {} }: Deployed): Promise<RuntimeServer> {
    const port = await freePort()
    const place = socketPath === undefined ? { host: '127.0.0.1', port } : { socketPath }
    const child = spawn('/bin/sh', ['-c', `exec ${runtime.startCommand}`], {
      cwd: runtime.serverFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: '/tmp',
        HOST: '127.0.0.1',
        PORT: String(port),
        ...(socketPath === undefined ? {} : { SOCKET: socketPath }),
        BASALT_FUNCTION_FOLDER: folder,
        OPEN_RUNTIMES_ENTRYPOINT: entrypoint,
        OPEN_RUNTIMES_SECRET: secret,
        ...env,
      },
    })
    const server = new RuntimeServer(child, place)
    const healthy = async (): Promise<boolean> => {
      if (server.ended) return true
      return (await server.call('/__opr/health')).status === 200
    }
    await until(healthy, { deadline: 30_000, what: `the start of ${runtime.id}` })
    if (server.ended) throw new Error(`${runtime.id} ended at its start: ${server.output}`)
    return server
  }

  /** Where it listens, unless on a socket. */
  get port(): number {
    return 'port' in this.#place ? this.#place.port : 0
  }

  /** What the process has written by itself. */
  get output(): string {
    return this.#output
  }

  async heard(text: string): Promise<void> {
    await until(() => this.#output.includes(text), { what: `"${text}"` })
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Plainly, with the function's own method and status. */
  async call(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
    const given = { 'x-open-runtimes-secret': secret, host: 'fn.example.org', ...headers }
    const outgoing = request({ ...this.#place, path, method, headers: given, agent: this.#agent })
    outgoing.end(body)
    const [incoming] = await once(outgoing, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer) // no encoding is set
    return { status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks) }
  }

  /** Wrapped, as the executor calls. */
  async run(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Wrapped> {
    const sent = { method: 'POST', headers: { 'x-open-runtimes-method': method, ...headers } }
    const answer = await this.call(path, body === undefined ? sent : { ...sent, body })
    const { 'x-open-runtimes-status': status, 'x-open-runtimes-lengths': lengths } = answer.headers
    if (answer.status !== 200 || status === undefined)
      throw new Error(`refused: ${answer.status} ${answer.body.toString()}`)
    const [own = 0, logs = 0] = String(lengths).split(',').map(Number)
    return {
      status: Number(status),
      headers: answer.headers,
      body: answer.body.subarray(0, own),
      logs: answer.body.subarray(own, own + logs).toString(),
      errors: answer.body.subarray(own + logs).toString(),
    }
  }

  /** Resolves with the exit code. */
  async whenEnded(): Promise<number | null> {
    if (!this.ended) await once(this.#child, 'exit')
    return this.#child.exitCode
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.#agent.destroy()
    this.#child.kill(signal)
    return this.whenEnded()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  server.close()
  await once(server, 'close')
  return port
}
