import { once } from 'node:events'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

type Headers = Readonly<Record<string, string>>

const block = randomBytes(1024 * 1024)
/** The first pictures load the library. */
const [warmUps, turns] = [5, 20]
const boundary = 'a-line-that-is-in-no-block'

/** Sends a file in one form, as a browser does. @returns MB a second */
export async function upload(url: string, headers: Headers, fileId: string, megabytes: number): Promise<number> {
  const field = (head: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`
  function* body(): Generator<Buffer> {
    yield Buffer.from(`${field('name="fileId"')}${fileId}\r\n${field('name="file"; filename="large.bin"')}`)
    for (let sent = 0; sent < megabytes; sent++) yield block
    yield Buffer.from(`\r\n--${boundary}--\r\n`)
  }
  const begun = performance.now()
  const sending = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
  const answered = once(sending, 'response')
  await pipeline(Readable.from(body()), sending)
  const [answer] = await answered
  const text = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString()
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${text}`)
  return megabytes / ((performance.now() - begun) / 1000)
}

/** Reads a file to its end. @returns MB a second */
export async function download(url: string, headers: Headers, megabytes: number): Promise<number> {
  const begun = performance.now()
  const sending = request(url, { headers }).end()
  const [answer] = await once(sending, 'response')
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) bytes += chunk.length
  // The bare server gives the form back with the file in it.
  if (bytes < megabytes * block.length) throw new Error(`${url}: ${answer.statusCode}, ${bytes} bytes`)
  return megabytes / ((performance.now() - begun) / 1000)
}

/** A photograph, as far as work with it goes: 12 million pixels that compress as badly as a real one's. */
export async function aPhotograph(): Promise<Buffer> {
  const [width, height] = [4000, 3000]
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .blur(2)
    .jpeg({ quality: 85 })
    .toBuffer()
}

export async function sendPicture(url: string, headers: Headers, fileId: string, bytes: Buffer): Promise<void> {
  const form = new FormData()
  form.append('fileId', fileId)
  form.append('file', new File([new Uint8Array(bytes)], 'photo.jpg'))
  const answer = await fetch(url, { method: 'POST', headers, body: form })
  if (answer.status !== 201) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

/** Milliseconds that a small picture takes which nobody asked for before: from Basalt, and from the library alone. */
export async function timePreviews(
  url: string,
  headers: Headers,
  picture: Buffer,
): Promise<{ ms: number; bareMs: number }> {
  let [ms, bareMs] = [0, 0]
  for (let turn = 0; turn < warmUps + turns; turn++) {
    if (turn === warmUps) [ms, bareMs] = [0, 0]
    const width = 300 + turn
    bareMs += await timed(() => sharp(picture).rotate().resize({ width }).jpeg().toBuffer())
    ms += await timed(async () => {
      const answer = await fetch(`${url}/preview?width=${width}`, { headers })
      if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`)
      await answer.arrayBuffer()
    })
  }
  return { ms: ms / turns, bareMs: bareMs / turns }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The most that a process grows by while something is done, looked at often. @param memoryMb what it holds now */
export async function growthDuring(memoryMb: () => number, work: () => Promise<void>): Promise<number> {
  const before = memoryMb()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, memoryMb())), 100)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return most - before
}
