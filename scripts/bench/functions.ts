import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

type Headers = Readonly<Record<string, string>>
type Place = { readonly socketPath: string } | { readonly host: string; readonly port: string }
type Json = Readonly<Record<string, unknown>>

const server = fileURLToPath(new URL('../../packages/runtimes/javascript', import.meta.url))
const source = 'module.exports = ({ res }) => res.text("hello")'
const patienceMs = 120_000
const warmUps = 1000

/** A folder with a function that does nothing but answer. */
function makeCode(): { readonly folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'basalt-bench-fn-'))
  writeFileSync(join(folder, 'index.js'), source)
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

/** What the project's functions are called with. */
export class Functions {
  readonly #origin: string
  readonly #headers: Headers
  #number = 0

  constructor(origin: string, headers: Headers) {
    this.#origin = origin
    this.#headers = { ...headers, 'content-type': 'application/json' }
  }

  /** Deploys one, and waits until it can be called. @returns its id */
  async deploy(): Promise<string> {
    const functionId = `hello${(this.#number += 1)}`
    const settings = { name: functionId, runtime: 'node-22', entrypoint: 'index.js' }
    await this.#call('POST', '', { functionId, ...settings })
    using code = makeCode()
    const packed = promisify(execFile)('tar', ['-czf', '-', '-C', code.folder, '.'], { encoding: 'buffer' })
    const form = new FormData()
    form.append('activate', 'true')
    form.append('code', new File([new Uint8Array((await packed).stdout)], 'code.tar.gz'))
    const { 'content-type': _, ...headers } = this.#headers
    const sent = await fetch(`${this.#path(functionId)}/deployments`, { method: 'POST', headers, body: form })
    if (sent.status !== 202) throw new Error(`deployment: ${sent.status} ${await sent.text()}`)
    const deadline = Date.now() + patienceMs
    while ((await this.#call('GET', `/${functionId}`))['deploymentId'] === '') {
      if (Date.now() > deadline) throw new Error('the deployment did not become ready')
      await delay(100)
    }
    return functionId
  }

  /** A request that runs the function and waits for it, for `load`. */
  execution(functionId: string): { url: string; method: 'POST'; status: number; headers: Headers; body: string } {
    return {
      url: `${this.#path(functionId)}/executions`,
      method: 'POST',
      status: 201,
      headers: this.#headers,
      body: '{}',
    }
  }

  /** Milliseconds that calls of a function take one after the other, the middle one. */
  async warm(functionId: string, times: number): Promise<number> {
    const { url, headers, body } = this.execution(functionId)
    const { hostname: host, port, pathname: path } = new URL(url)
    return middleOf({ host, port }, { path, headers, body }, times)
  }

  /** The same where each finds nothing that runs, as a variable of the function has changed before. */
  async cold(functionId: string, times: number): Promise<number> {
    await this.#call('POST', `/${functionId}/variables`, { key: 'TURN', value: 'first' })
    const { variables } = await this.#call('GET', `/${functionId}/variables`)
    const [variable] = variables as Json[]
    const { url, headers, body } = this.execution(functionId)
    const taken: number[] = []
    for (let turn = 0; turn < times; turn++) {
      await this.#call('PUT', `/${functionId}/variables/${String(variable?.['$id'])}`, {
        key: 'TURN',
        value: `${turn}`,
      })
      const begun = performance.now()
      const answer = await fetch(url, { method: 'POST', headers, body })
      const { responseBody } = (await answer.json()) as Json
      if (responseBody !== 'hello') throw new Error(`a cold call: ${answer.status} ${String(responseBody)}`)
      taken.push(performance.now() - begun)
    }
    return middle(taken)
  }

  #path(functionId: string): string {
    return `${this.#origin}/v1/functions/${functionId}`
  }

  async #call(method: string, path: string, body?: Json): Promise<Json> {
    const answer = await fetch(`${this.#origin}/v1/functions${path}`, {
      method,
      headers: this.#headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Json
  }
}

/** Milliseconds that a call of the runtime server takes without Basalt before it, the middle one of many. */
export async function directly(times: number): Promise<number> {
  using code = makeCode()
  const socketPath = join(code.folder, 'socket')
  const env = { ...process.env, SOCKET: socketPath, BASALT_FUNCTION_FOLDER: code.folder }
  const child = spawn(process.execPath, ['server.cjs'], {
    cwd: server,
    env: { ...env, OPEN_RUNTIMES_ENTRYPOINT: 'index.js' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    const headers = { 'x-open-runtimes-method': 'POST' }
    while (!(await middleOf({ socketPath }, { path: '/', headers, body: '' }, 1).catch(() => null))) await delay(20)
    return await middleOf({ socketPath }, { path: '/', headers, body: '' }, times)
  } finally {
    await ended(child)
  }
}

type Call = { readonly path: string; readonly headers: Headers; readonly body: string }

async function middleOf(place: Place, call: Call, times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const taken: number[] = []
  try {
    for (let turn = 0; turn < (times === 1 ? 1 : warmUps + times); turn++) {
      const begun = performance.now()
      const outgoing = request({ ...place, agent, method: 'POST', path: call.path, headers: call.headers })
      outgoing.end(call.body)
      const [incoming] = await once(outgoing, 'response')
      for await (const _ of incoming) continue
      if (times === 1 || turn >= warmUps) taken.push(performance.now() - begun)
    }
  } finally {
    agent.destroy()
  }
  return middle(taken)
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
