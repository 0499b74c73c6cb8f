import type { Answer, Client } from './client.ts'

export type Given = {
  readonly name?: string
  readonly permissions?: readonly string[]
  readonly range?: string
  /** Where the id stands: in the form, and in the header of chunks. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a file, or one chunk of it, as SDKs do. */
export async function upload(
  client: Client,
  bucketId: string,
  fileId: string,
  bytes: Buffer,
  { name = 'file.bin', permissions, range, headers = {} }: Given = {},
): Promise<Answer> {
  const form = new FormData()
  form.append('fileId', fileId)
  form.append('file', new File([new Uint8Array(bytes)], name))
  for (const permission of permissions ?? []) form.append('permissions[]', permission)
  const request = new Request('http://form.test', { method: 'POST', body: form })
  return client.send('POST', `/v1/storage/buckets/${bucketId}/files`, {
    body: Buffer.from(await request.arrayBuffer()),
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      ...(range === undefined ? {} : { 'content-range': range, 'x-appwrite-id': fileId }),
      ...headers,
    },
  })
}

/** The chunks of a file with their ranges, in order. */
export function chunksOf(bytes: Buffer, size: number): readonly { readonly part: Buffer; readonly range: string }[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => {
    const part = bytes.subarray(index * size, (index + 1) * size)
    return { part, range: `bytes ${index * size}-${index * size + part.length - 1}/${bytes.length}` }
  })
}
