import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type BuildHead, encodeFrame, ExecutorError, type Frame, FrameReader } from '@basalt/executor-client'
import { type Log, uniqueId } from '@basalt/service'
import type { DeploymentRef } from './code-cache.ts'
import type { Driver } from './driver.ts'
import { buildHead, getRuntime, parseHead } from './heads.ts'
import { NoSlot, Slots } from './slots.ts'
import { Tail } from './tail.ts'

const logCharacters = 1_000_000
const maxWaiting = 1000
const maxFrameBytes = 1024 * 1024

type Ending = { readonly ref: DeploymentRef; readonly ending: AbortController }
type Send = (frame: Buffer) => Promise<void>
type Options = { readonly driver: Driver; readonly folder: string; readonly maxBuilds: number; readonly log: Log }

/** Builds deployments, a few at a time: the source comes with the request, log and output leave with the answer. */
export class Builds {
  readonly #options: Options
  readonly #slots: Slots
  readonly #running = new Set<Ending>()

  private constructor(options: Options) {
    this.#options = options
    this.#slots = new Slots(options.maxBuilds, maxWaiting)
  }

  /** `folder` is for sources; what an earlier run has left in it is removed. */
  static async open(options: Options): Promise<Builds> {
    await rm(options.folder, { recursive: true, force: true })
    await mkdir(options.folder, { recursive: true, mode: 0o700 })
    return new Builds(options)
  }

  get underWay(): number {
    return this.#running.size
  }

  get waiting(): number {
    return this.#slots.waiting
  }

  /** Ends the builds of a deployment. */
  cancel({ projectId, deploymentId }: DeploymentRef): void {
    for (const { ref, ending } of this.#running) {
      if (ref.projectId === projectId && ref.deploymentId === deploymentId)
        ending.abort(new ExecutorError('build_canceled'))
    }
  }

  close(): void {
    for (const { ending } of this.#running) ending.abort(new ExecutorError('unavailable'))
  }

  /** Answers a request by itself: what fails after the first frame comes as one. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const frames = new FrameReader(request)[Symbol.asyncIterator]()
    const first = await frames.next()
    if (first.done || first.value.kind !== 'head') throw new ExecutorError('bad_request')
    const head = parseHead(buildHead, parseJson(first.value.payload))
    const archive = join(this.#options.folder, `${uniqueId()}.tar.gz`)
    const ending = new AbortController()
    const entry = { ref: head, ending }
    // A caller that has gone wants nothing built.
    response.once('close', () => ending.abort(new ExecutorError('build_canceled')))
    this.#running.add(entry)
    try {
      await storeSource(frames, archive, head.maxOutputBytes)
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.flushHeaders()
      await this.#build(head, archive, response, ending.signal)
    } finally {
      this.#running.delete(entry)
      await rm(archive, { force: true })
      response.end()
    }
  }

  async #build(head: BuildHead, archive: string, response: ServerResponse, canceled: AbortSignal): Promise<void> {
    const startedAt = Date.now()
    const tail = new Tail(logCharacters)
    const send: Send = async (frame) => {
      if (response.destroyed) throw new ExecutorError('build_canceled')
      if (!response.write(frame)) await drained(response)
    }
    try {
      const sizeBytes = await this.#run({ head, archive, tail, send }, canceled)
      await send(encodeFrame('done', JSON.stringify({ sizeBytes, durationSeconds: since(startedAt), log: tail.text })))
    } catch (error) {
      const known = error instanceof ExecutorError ? error : new ExecutorError('internal')
      if (known !== error) this.#options.log.error({ err: error, deploymentId: head.deploymentId }, 'build failed')
      const { type, message } = known
      const failure = new ExecutorError(type, { message, logs: tail.text, durationSeconds: since(startedAt) })
      if (!response.destroyed) response.write(encodeFrame('failed', JSON.stringify(failure)))
    }
  }

  async #run(
    build: { readonly head: BuildHead; readonly archive: string; readonly tail: Tail; readonly send: Send },
    canceled: AbortSignal,
  ): Promise<number> {
    const { head, archive, tail, send } = build
    const runtime = getRuntime(head.runtime)
    const release = await this.#takeSlot(head.projectId, canceled)
    const overdue = new AbortController()
    const timer = setTimeout(() => overdue.abort(new ExecutorError('build_timeout')), head.timeoutSeconds * 1000)
    let sizeBytes = 0
    const output = async (bytes: Buffer): Promise<void> => {
      sizeBytes += bytes.length
      if (sizeBytes > head.maxOutputBytes) throw new ExecutorError('code_too_large')
      for (let at = 0; at < bytes.length; at += maxFrameBytes) {
        await send(encodeFrame('data', bytes.subarray(at, at + maxFrameBytes)))
      }
    }
    const log = async (bytes: Buffer): Promise<void> => {
      const text = tail.add(bytes)
      if (text !== '') await send(encodeFrame('log', text))
    }
    try {
      const environment = { ...runtime.buildEnvironment, ...head.variables, OPEN_RUNTIMES_ENTRYPOINT: head.entrypoint }
      const job = { ...head, id: uniqueId(), ref: head, runtime, archive, environment }
      await this.#options.driver.build(job, { log, output }, AbortSignal.any([canceled, overdue.signal]))
      return sizeBytes
    } finally {
      clearTimeout(timer)
      release()
    }
  }

  async #takeSlot(projectId: string, signal: AbortSignal): Promise<() => void> {
    try {
      return await this.#slots.take(projectId, signal)
    } catch (error) {
      throw error instanceof NoSlot ? new ExecutorError('overloaded', {}, { cause: error }) : error
    }
  }
}

async function storeSource(frames: AsyncIterator<Frame>, path: string, maxBytes: number): Promise<void> {
  await pipeline(sourceIn(frames, maxBytes), createWriteStream(path, { mode: 0o600 }))
}

async function* sourceIn(frames: AsyncIterator<Frame>, maxBytes: number): AsyncGenerator<Buffer, void, undefined> {
  let size = 0
  for (;;) {
    const { done, value } = await frames.next()
    if (done || (value.kind !== 'data' && value.kind !== 'done')) throw new ExecutorError('bad_request')
    if (value.kind === 'done') return
    size += value.payload.length
    if (size > maxBytes) throw new ExecutorError('code_too_large')
    yield value.payload
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (cause) {
    throw new ExecutorError('bad_request', {}, { cause })
  }
}

function since(startedAt: number): number {
  return (Date.now() - startedAt) / 1000
}
