import type { IncomingMessage } from 'node:http'
import { ExecutorError } from '@basalt/executor-client'

/** Reads a body that must fit into memory. @throws {ExecutorError} `request_too_large`, before it is read to its end */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new ExecutorError('request_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
