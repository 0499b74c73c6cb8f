import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'

export type Exchange = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
}

/** For an answer to begin, and for more of it to come. */
const idleMs = 60_000
const longestText = 16 * 1024 * 1024
const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
}

/** Sends a request, and answers once its answer begins. Redirects are not followed. */
export function exchange({ method, url, headers, body }: Exchange): Promise<IncomingMessage> {
  const isPlain = url.startsWith('http:')
  const send = isPlain ? http.request : https.request
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: agents[isPlain ? 'http:' : 'https:'] }, (answer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    const timer = setTimeout(() => request.destroy(new Error('no answer came in time')), idleMs)
    request.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    request.end(body ?? undefined)
  })
}

/** The body of an answer, which is given up when nothing comes for a while. Time that the reader takes does not count. */
export async function* bodyOf(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  const wait = (): NodeJS.Timeout => setTimeout(() => answer.destroy(new Error('nothing more came in time')), idleMs)
  let timer = wait()
  try {
    for await (const chunk of answer) {
      clearTimeout(timer)
      yield chunk
      timer = wait()
    }
  } finally {
    clearTimeout(timer)
  }
}

/** The body of a short answer. */
export async function textOfAnswer(answer: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let held = 0
  for await (const chunk of bodyOf(answer)) {
    held += chunk.length
    if (held > longestText) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
