import { randomBytes } from 'node:crypto'

const filePattern = /^<file (\S+) (\S+) (\d+) bytes>$/

/**
 * Makes a multipart form of a recorded body that has files: their bytes were not recorded, only how many there were.
 * Null for a body without files.
 */
export async function formOf(
  given: unknown,
): Promise<{ readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } | null> {
  if (typeof given !== 'object' || given === null) return null
  const fields = Object.entries(given)
  if (!fields.some(([, value]) => filePattern.test(String(value)))) return null
  const form = new FormData()
  for (const [name, value] of fields) {
    const [, fileName, type, size] = filePattern.exec(String(value)) ?? []
    if (fileName === undefined) form.append(name, String(value))
    else form.append(name, new File([new Uint8Array(randomBytes(Number(size)))], fileName, { type: type ?? '' }))
  }
  const request = new Request('http://form.test', { method: 'POST', body: form })
  return {
    body: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  }
}
