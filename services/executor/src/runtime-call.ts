import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { type Execution, type ExecutionHead, ExecutorError } from '@basalt/executor-client'
import { uniqueId } from '@basalt/service'
import type { WarmRuntime } from './warm-runtime.ts'

/** A function's body, its logs and its errors: each of the latter has at most 1,000,000 characters of up to 4 bytes. */
const maxAnswerBytes = 20 * 1024 * 1024 + 2 * 4_100_000
const maxHeaderBytes = 64 * 1024
/** For the server's own time-out, whose answer has the logs, to come before the runtime is ended. */
const graceMs = 500
const crashMs = 2000
/** Headers of one connection, and those that the executor sets itself. */
const ownHeaders =
  /^(?:connection|content-length|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|x-open-runtimes-.*)$/

type Call = {
  readonly head: ExecutionHead
  readonly body: Buffer
  /** When the answer is overdue, in milliseconds since the epoch. */
  readonly deadline: number
}

export type RuntimeAnswer = Pick<Execution, 'statusCode' | 'headers' | 'body' | 'logs' | 'errors'> & {
  /** Why the answer is not the function's own; null when it is. */
  readonly failure: 'load' | 'exception' | 'answer' | 'timeout' | null
}

/** No answer has come, and none will: what has the time run out is to be ended. */
export class Overdue extends Error {
  override readonly name = 'Overdue'
}

/**
 * Has a runtime execute its function once.
 * @throws {Overdue} when the whole runtime hangs
 * @throws {ExecutorError} `execution_crashed`, `execution_invalid`, `request_too_large`, `response_too_large`
 */
export async function callRuntime(warm: WarmRuntime, { head, body, deadline }: Call): Promise<RuntimeAnswer> {
  const logId = uniqueId()
  const seconds = Math.max(1, Math.ceil((deadline - Date.now()) / 1000))
  let isOverdue = false
  let timer: NodeJS.Timeout | null = null
  try {
    const outgoing = send(warm, { head, body, logId, seconds })
    const expire = (): void => {
      isOverdue = true
      outgoing.destroy(new Error('no answer in time'))
    }
    // Not a signal that times out: thousands of those would be kept until their time, however soon the answers come.
    timer = setTimeout(expire, seconds * 1000 + graceMs)
    return await readAnswer(await responseTo(outgoing))
  } catch (error) {
    if (error instanceof ExecutorError) throw error
    const { code } = error as NodeJS.ErrnoException // only read
    if (code === 'HPE_HEADER_OVERFLOW')
      throw new ExecutorError('execution_invalid', { message: 'The headers of the answer are too large.' })
    if (code === 'ERR_INVALID_CHAR' || code === 'ERR_UNESCAPED_CHARACTERS' || code === 'ERR_INVALID_HTTP_TOKEN') {
      throw new ExecutorError('bad_request', {
        message: 'The path or a header has characters that HTTP does not allow.',
      })
    }
    if (isOverdue) throw new Overdue('no answer', { cause: error })
    await Promise.race([warm.instance?.ended, new Promise((resolve) => setTimeout(resolve, crashMs).unref())])
    throw new ExecutorError(
      'execution_crashed',
      { errors: linesOf(warm.instance?.output.text ?? '', logId) },
      { cause: error },
    )
  } finally {
    if (timer !== null) clearTimeout(timer)
  }
}

/** What a process has printed, without the lines that other executions have logged. */
function linesOf(output: string, logId: string): string {
  const own = `[${logId}] `
  const kept = output.split('\n').filter((line) => line.startsWith(own) || !/^\[[\w-]+\] /.test(line))
  return kept
    .map((line) => (line.startsWith(own) ? line.slice(own.length) : line))
    .join('\n')
    .trim()
}

function send(
  { instance, agent, secret }: WarmRuntime,
  call: { head: ExecutionHead; body: Buffer; logId: string; seconds: number },
): ClientRequest {
  const { method, path, headers } = call.head.request
  const passed = Object.entries(headers).filter(([name]) => !ownHeaders.test(name.toLowerCase()))
  const own = {
    'content-length': call.body.length,
    'x-open-runtimes-secret': secret,
    'x-open-runtimes-method': method,
    'x-open-runtimes-log-id': call.logId,
    'x-open-runtimes-timeout': call.seconds,
    ...(call.head.logging ? {} : { 'x-open-runtimes-logging': 'disabled' }),
  }
  const outgoing = request({
    ...instance?.endpoint,
    method: 'POST', // answers to HEAD have no body, in which the logs come
    path,
    agent,
    headers: { ...Object.fromEntries(passed), ...own },
    maxHeaderSize: maxHeaderBytes,
  })
  outgoing.end(call.body)
  return outgoing
}

function responseTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve).on('error', reject)
  })
}

async function readAnswer(response: IncomingMessage): Promise<RuntimeAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxAnswerBytes) throw new ExecutorError('response_too_large')
    chunks.push(chunk)
  }
  if (response.statusCode === 413 || response.statusCode === 431) throw new ExecutorError('request_too_large')
  const bytes = Buffer.concat(chunks, size)
  const { 'x-open-runtimes-status': status, 'x-open-runtimes-lengths': lengths, ...rest } = response.headers
  const [body = -1, logs = -1, errors = -1] = String(lengths).split(',').map(Number)
  if (status === undefined || body + logs + errors !== size) throw new ExecutorError('execution_invalid')
  return {
    statusCode: Number(status),
    headers: functionHeaders(rest),
    body: bytes.subarray(0, body),
    logs: bytes.toString('utf8', body, body + logs),
    errors: bytes.toString('utf8', body + logs),
    failure: (rest['x-open-runtimes-error'] ?? null) as RuntimeAnswer['failure'], // the servers are a part of Basalt
  }
}

function functionHeaders(headers: IncomingMessage['headers']): Execution['headers'] {
  const entries = Object.entries(headers).filter(([name, value]) => value !== undefined && !ownHeaders.test(name))
  return Object.fromEntries(entries as [string, string | string[]][])
}
