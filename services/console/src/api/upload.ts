import { type Api, endpoint, projectHeaders, readAnswer } from './client.ts'
import { ConnectionError } from './errors.ts'

/** As the protocol wants them: every chunk but the last has this size. */
const chunkBytes = 5 * 1024 * 1024
const attempts = 4

type Upload = {
  /** Below the endpoint: `/storage/buckets/main/files`. */
  readonly path: string
  readonly file: File
  /** Name of the part that holds the file. */
  readonly part: string
  readonly fields: Readonly<Record<string, string>>
  readonly onProgress: (sentBytes: number) => void
  readonly signal: AbortSignal
}

/** Sends a file in chunks; one that fails is sent again, so that a short loss of the connection costs little. */
export async function upload(api: Api, { path, file, part, fields, onProgress, signal }: Upload): Promise<unknown> {
  let answer: unknown = null
  let id: string | null = null
  for (let at = 0; at === 0 || at < file.size; at += chunkBytes) {
    const end = Math.min(at + chunkBytes, file.size)
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append(part, new File([file.slice(at, end)], file.name, { type: file.type }))
    const headers = {
      ...projectHeaders(api.projectId),
      ...(file.size > chunkBytes ? { 'content-range': `bytes ${at}-${end - 1}/${file.size}` } : {}),
      ...(id === null ? {} : { 'x-appwrite-id': id }),
    }
    answer = await send(`${endpoint}${path}`, { method: 'POST', credentials: 'include', headers, body, signal })
    id ??= (answer as { readonly $id: string }).$id // every upload answers with what it makes
    onProgress(end)
  }
  return answer
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readAnswer(await fetch(url, init))
    } catch (error) {
      init.signal?.throwIfAborted()
      if (!(error instanceof TypeError)) throw error
      if (attempt === attempts) throw new ConnectionError(error)
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
    }
  }
}
