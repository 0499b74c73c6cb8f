import { lookup } from 'node:dns'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { CallFailed, lookupPublic, refusal } from './http.ts'

export type DownloadOptions = {
  readonly timeoutSeconds: number
  readonly maxBytes: number
  readonly maxRedirects: number
  readonly headers?: Readonly<Record<string, string>>
  /** True lets it reach this machine and its networks, and addresses without a name. */
  readonly allowPrivate: boolean
}

export type Downloaded = {
  readonly status: number
  readonly contentType: string
  readonly bytes: Buffer
  /** Where it was found in the end. */
  readonly url: string
}

const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Gets a file from a server that somebody named, and never from one inside: every redirect is checked like the first
 * address. @throws {CallFailed}
 */
export async function download(address: string, options: DownloadOptions): Promise<Downloaded> {
  const signal = AbortSignal.timeout(options.timeoutSeconds * 1000)
  let url = parse(address, options)
  for (let left = options.maxRedirects; ; left--) {
    const response = await get(url, options, signal)
    const { location } = response.headers
    if (!redirects.has(response.statusCode ?? 0) || location === undefined || left === 0) {
      const contentType = response.headers['content-type'] ?? ''
      return { status: response.statusCode ?? 0, contentType, bytes: await read(response, options), url: url.href }
    }
    response.destroy()
    url = parse(URL.parse(location, url.href)?.href ?? '', options)
  }
}

function parse(address: string, { allowPrivate }: DownloadOptions): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new CallFailed('the URL is not valid')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && (isIP(host) !== 0 || host === 'localhost' || !host.includes('.'))) throw new CallFailed(refusal)
  return url
}

function get(url: URL, { headers, allowPrivate }: DownloadOptions, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(
      url,
      { headers: headers ?? {}, signal, lookup: allowPrivate ? lookup : lookupPublic, agent: false },
      resolve,
    )
    request.on('error', (error) => reject(new CallFailed(error.message, { cause: error })))
    request.end()
  })
}

async function read(response: IncomingMessage, { maxBytes }: DownloadOptions): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw new Error('the answer is too large')
      chunks.push(chunk)
    }
  } catch (error) {
    throw new CallFailed(error instanceof Error ? error.message : 'the answer broke off', { cause: error })
  }
  return Buffer.concat(chunks)
}
