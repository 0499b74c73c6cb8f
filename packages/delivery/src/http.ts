import { lookup } from 'node:dns'
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** A call to a server that somebody else named. */
export type OutgoingCall = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutSeconds: number
  /** False takes a certificate that is not valid. */
  readonly verifyTls: boolean
  /** True lets it reach this machine and its networks. */
  readonly allowPrivate: boolean
  /** How much of the answer is wanted. Default: 10,000. */
  readonly maxCharacters?: number
}

export type Answer = {
  readonly status: number
  /** The first characters of the body, as many as were wanted. */
  readonly text: string
}

/** The call did not come to an answer; the message is fit for the one who named the server. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
}

const usualCharacters = 10_000
const maxAnswerBytes = 5 * 1024 * 1024

/**
 * Calls a server that a user named, and never one inside: names are resolved once, and the very address that was
 * checked is connected to. Redirects are answers, not followed. @throws {CallFailed}
 */
export async function callOutside(call: OutgoingCall, signal?: AbortSignal): Promise<Answer> {
  const url = URL.canParse(call.url) ? new URL(call.url) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new CallFailed('the URL is not valid')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!call.allowPrivate && isIP(host) !== 0 && isPrivate(host)) throw new CallFailed(refusal)
  // Bytes: a text would be glued to the headers, and these written as UTF-8 with it.
  const body = Buffer.from(call.body)
  const timeout = AbortSignal.timeout(call.timeoutSeconds * 1000)
  const options: RequestOptions & { readonly rejectUnauthorized: boolean } = {
    method: call.method,
    headers: { ...call.headers, 'Content-Length': body.length },
    signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    lookup: call.allowPrivate ? lookup : lookupPublic,
    // A connection of its own: an idle one may have been closed by the other side, and would fail a call that is sound.
    agent: false,
    rejectUnauthorized: call.verifyTls,
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(
        new CallFailed(timeout.aborted ? `no answer within ${call.timeoutSeconds} s` : error.message, { cause: error }),
      )
    }
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, options, (response) => {
      read(response, call.maxCharacters ?? usualCharacters).then(
        (text) => resolve({ status: response.statusCode ?? 0, text }),
        fail,
      )
    })
    request.on('error', fail)
    request.end(body)
  })
}

async function read(response: IncomingMessage, maxCharacters: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw new Error('the answer is too large')
    if (text.length < maxCharacters) text += decoder.decode(chunk, { stream: true })
  }
  return text.slice(0, maxCharacters)
}

export const refusal = 'the address is not a public one'

const reserved = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv6')
}

/** True for addresses that no public server has: this machine, its networks, and what is reserved. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  // The list judges IPv4 addresses in IPv6 clothes by what they stand for.
  return family === 0 || reserved.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Resolves a name to those of its addresses that are public. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, [])
      return
    }
    const open = addresses.filter(({ address }) => !isPrivate(address))
    const [first] = open
    if (!first) callback(new Error(refusal), [])
    else if (options.all) callback(null, open)
    else callback(null, first.address, first.family)
  })
}
