import { PassThrough, Readable } from 'node:stream'
import { type Connection, readAnswer } from './connection.ts'
import type { BuildHead, BuildOptions, BuildRequest, BuildResult } from './contract.ts'
import { ExecutorError } from './errors.ts'
import { encodeFrame, type Frame, FrameReader } from './frames.ts'

type Build = {
  readonly head: BuildHead
  readonly source: BuildRequest['source']
  readonly options: BuildOptions
  readonly timeoutSeconds: number
}

/** Sends the source, then hears the log, the output and the result. */
export async function runBuild(connection: Connection, origin: string, build: Build): Promise<BuildResult> {
  const { head, source, options, timeoutSeconds } = build
  const ending = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal
  try {
    const body = Readable.from(framesOf(head, source), { objectMode: false })
    const response = await connection.send(origin, { method: 'POST', path: '/v1/builds', body, timeoutSeconds, signal })
    if (response.statusCode !== 200) await readAnswer(response)
    return await hear(new FrameReader(response), options)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw error instanceof ExecutorError ? error : new ExecutorError('unavailable', {}, { cause: error })
  } finally {
    // An executor whose caller has gone ends the build.
    ending.abort()
  }
}

async function* framesOf(head: BuildHead, source: BuildRequest['source']): AsyncGenerator<Buffer, void, undefined> {
  yield encodeFrame('head', JSON.stringify(head))
  for await (const chunk of (await source()) as AsyncIterable<Uint8Array>) yield encodeFrame('data', chunk)
  yield encodeFrame('done', '')
}

async function hear(frames: AsyncIterable<Frame>, { onLog, save }: BuildOptions): Promise<BuildResult> {
  const decoder = new TextDecoder()
  let output: { readonly stream: PassThrough; readonly saved: Promise<void> } | null = null
  try {
    for await (const { kind, payload } of frames) {
      if (kind === 'log') onLog?.(decoder.decode(payload, { stream: true }))
      if (kind === 'failed') throw ExecutorError.from(JSON.parse(payload.toString()))
      if (kind === 'data') {
        output ??= open(save)
        if (!output.stream.write(payload)) await Promise.race([drained(output.stream), output.saved])
      }
      if (kind === 'done') {
        output?.stream.end()
        await output?.saved
        return JSON.parse(payload.toString()) as BuildResult // the executor is a part of Basalt
      }
    }
    throw new ExecutorError('unavailable')
  } catch (error) {
    output?.stream.destroy(error instanceof Error ? error : undefined)
    await output?.saved.catch(() => undefined)
    throw error
  }
}

function open(save: BuildOptions['save']): { readonly stream: PassThrough; readonly saved: Promise<void> } {
  const stream = new PassThrough()
  const saved = save(stream)
  saved.catch((error: Error) => stream.destroy(error)) // heard where the result is awaited
  stream.on('error', () => undefined)
  return { stream, saved }
}

function drained(stream: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
}
