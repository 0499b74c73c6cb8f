import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { S3Config } from '@basalt/config'
import { DeviceError } from '../device.ts'
import { type Exchange, exchange, textOfAnswer } from './exchange.ts'
import { textOf } from './xml.ts'

export type S3Request = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Below the prefix; empty asks the bucket itself. */
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

type Outcome =
  | { readonly answer: IncomingMessage; readonly error?: never; readonly mayPass?: never }
  | { readonly answer?: never; readonly error: DeviceError; readonly mayPass: boolean }

/** How often a request is sent at most: with pauses that double, it outlives a server that starts anew. */
export const attempts = 6
const firstPauseMs = 200
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
const fullCodes: ReadonlySet<string> = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage'])

/** One bucket of an S3 server. Requests are signed anew each time they are sent, and sent again while that may help. */
export class S3Client {
  readonly #config: S3Config
  readonly #bucketUrl: string

  constructor(config: S3Config) {
    this.#config = config
    const { endpoint, bucket, style } = config
    const { protocol, host } = new URL(endpoint)
    this.#bucketUrl = style === 'path' ? `${protocol}//${host}/${bucket}` : `${protocol}//${bucket}.${host}`
  }

  /**
   * The answer, when it is one of success; its body is to be read.
   * @throws {DeviceError} `missing`, `full`, `readOnly`; `away` after all attempts
   */
  async send(request: S3Request): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      const { answer, error, mayPass } = await this.#sendOnce(request)
      if (answer) return answer
      if (!mayPass || attempt === attempts) throw error
      await pauseBefore(attempt)
    }
  }

  /** The body of an answer that is short. */
  async ask(request: S3Request): Promise<string> {
    const answer = await this.send(request)
    return textOfAnswer(answer).catch((error: unknown) => {
      throw new DeviceError('away', error)
    })
  }

  async #sendOnce(request: S3Request): Promise<Outcome> {
    try {
      const answer = await exchange(await this.#signed(request))
      const status = answer.statusCode ?? 0
      if (status >= 200 && status < 300) return { answer }
      return { error: refused(status, await textOfAnswer(answer)), mayPass: passing.has(status) }
    } catch (error) {
      return { error: new DeviceError('away', error), mayPass: true }
    }
  }

  async #signed({ method, key, query = {}, headers = {}, body }: S3Request): Promise<Exchange> {
    const { AwsV4Signer } = await import('aws4fetch')
    const { accessKeyId, secretAccessKey, region, prefix } = this.#config
    const path = key === '' ? '' : `${prefix}${key}`
    const url = new URL(`${this.#bucketUrl}/${path}`)
    url.search = String(new URLSearchParams(query))
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    const length = body ? { 'Content-Length': String(body.length) } : {}
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'X-Amz-Content-Sha256': hash },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    })
    const signed = await signer.sign()
    return {
      method,
      url: signed.url.href,
      headers: { ...Object.fromEntries(signed.headers), ...length },
      body: body ?? null,
    }
  }
}

/** Waits longer each time, and never for as long as others that began together. */
export async function pauseBefore(attempt: number): Promise<void> {
  await pause(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))
}

/** What a refusal says. Neither keys nor what was signed are in it. */
function refused(status: number, body: string): DeviceError {
  const code = textOf(body, 'Code').slice(0, 64)
  return new DeviceError(reasonOf(status, code), new Error(`S3 answered ${status} ${code}`))
}

function reasonOf(status: number, code: string): DeviceError['reason'] {
  if (status === 507 || fullCodes.has(code)) return 'full'
  // A bucket that is not there is a fault of the set-up, and no file that is missing.
  if (status === 404 && code !== 'NoSuchBucket') return 'missing'
  return status === 403 || status === 405 ? 'readOnly' : 'away'
}
