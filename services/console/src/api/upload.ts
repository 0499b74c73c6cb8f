import { type Api, endpoint, projectHeaders, readAnswer } from './client.ts'
import { ConnectionError } from './errors.ts'

/** As the protocol wants them: every chunk but the last has this size. */
const chunkBytes = 5 * 1024 * 1024
const attempts = 4

/** How far an upload has come: what the server has, and under which id. */
export type Reached = { readonly id: string | null; readonly bytes: number }
export const nothingYet: Reached = { id: null, bytes: 0 }

type Upload = {
  /** Below the endpoint: `/storage/buckets/main/files`. */
  readonly path: string
  readonly file: File
  /** Name of the part that holds the file. */
  readonly part: string
  readonly fields: Readonly<Record<string, string>>
  readonly onProgress: (reached: Reached) => void
  /** Where an earlier try of the same file broke off. */
  readonly from?: Reached
  readonly signal: AbortSignal
}

/** Sends a file in chunks; one that fails is sent again, so that a short loss of the connection costs little. */
export async function upload(
  api: Api,
  { path, file, part, fields, onProgress, from = nothingYet, signal }: Upload,
): Promise<unknown> {
  let answer: unknown = null
  let { id } = from
  for (let at = from.bytes; at === 0 || at < file.size; at += chunkBytes) {
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
    onProgress({ id, bytes: end })
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
