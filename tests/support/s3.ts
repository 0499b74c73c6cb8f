import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './until.ts'

const run = promisify(execFile)
const folder = join(import.meta.dirname, '..', '..', '.basalt', 's3-server-5.2.5')
const packages = ['moto[s3]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5']
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }

/** An S3 server (moto) with a bucket `files`, whose signatures it checks. It keeps everything in memory. */
export class S3Server {
  readonly port: number
  readonly #credentials: string
  readonly #stop: () => Promise<void>

  private constructor(port: number, credentials: string, stop: () => Promise<void>) {
    this.port = port
    this.#credentials = credentials
    this.#stop = stop
  }

  /** Installs the server when no run before did. */
  static async start(): Promise<S3Server> {
    await install()
    const port = await freePort()
    const process = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
      env: { ...globalThis.process.env, PYTHONPATH: folder },
      stdio: 'ignore',
    })
    const ended = once(process, 'exit')
    const stop = async (): Promise<void> => {
      process.kill('SIGKILL')
      await ended
    }
    try {
      await until(async () => (await fetch(`http://127.0.0.1:${port}/moto-api/data.json`)).ok, {
        what: 'the S3 server',
        deadline: 30_000,
      })
      return new S3Server(port, await setUp(`http://127.0.0.1:${port}`), stop)
    } catch (error) {
      await stop()
      throw error
    }
  }

  /** What `BASALT_STORAGE_URL` is to be, where the server is reached by another host or port than its own too. */
  url(options: { readonly host?: string; readonly prefix?: string; readonly query?: string } = {}): string {
    const { host = `127.0.0.1:${this.port}`, prefix = '', query = '' } = options
    return `s3://${this.#credentials}@${host}/files${prefix}?tls=off${query}`
  }

  close(): Promise<void> {
    return this.#stop()
  }
}

async function install(): Promise<void> {
  if (existsSync(folder)) return
  const unfinished = `${folder}.${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await run('pip3', ['install', '--quiet', '--target', unfinished, ...packages], { timeout: 240_000 })
  await rename(unfinished, folder)
}

/** A user, who may do everything with buckets, and a bucket; from then on the server asks who it is. */
async function setUp(origin: string): Promise<string> {
  const iam = (parameters: Readonly<Record<string, string>>): Promise<string> =>
    call(origin, 'POST', 'iam', new URLSearchParams({ Version: '2010-05-08', UserName: 'basalt', ...parameters }))
  await iam({ Action: 'CreateUser' })
  await iam({ Action: 'PutUserPolicy', PolicyName: 'files', PolicyDocument: JSON.stringify(policy) })
  const key = await iam({ Action: 'CreateAccessKey' })
  await call(`${origin}/files`, 'PUT', 's3')
  const headers = { 'content-type': 'text/plain' }
  await fetch(`${origin}/moto-api/reset-auth`, { method: 'POST', headers, body: '0' })
  const part = (name: string): string =>
    encodeURIComponent(new RegExp(`<${name}>([^<]+)<`).exec(key)?.[1] ?? `no ${name}`)
  return `${part('AccessKeyId')}:${part('SecretAccessKey')}`
}

/** A call that is not really signed, which will do as long as nobody is asked. */
async function call(url: string, method: string, service: string, body?: URLSearchParams): Promise<string> {
  const scope = `Credential=x/20260101/us-east-1/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`
  const answer = await fetch(url, { method, headers: { authorization }, ...(body ? { body } : {}) })
  if (!answer.ok) throw new Error(`the S3 server answered ${answer.status}: ${await answer.text()}`)
  return answer.text()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
