import type { Content } from '@basalt/core/storage'
import { readByteRange } from './byte-range.ts'
import type { Reply } from './reply.ts'
import type { RequestFacts } from './request.ts'

const cacheSeconds = 45 * 24 * 3600

/** Types that a browser may show from this origin; all others are shown as plain text. */
const shownTypes = new Set([
  ...['jpeg', 'gif', 'png', 'webp', 'heic', 'heic-sequence', 'avif'].map((type) => `image/${type}`),
  ...['mp4', 'x-flv', 'webm', 'mp2t', '3gpp', 'quicktime', 'x-msvideo', 'x-ms-wmv'].map((type) => `video/${type}`),
  ...['basic', 'l24', 'mid', 'mpeg', 'mp4', 'x-aiff', 'x-mpegurl', 'vnd.rn-realaudio'].map((type) => `audio/${type}`),
  ...['ogg', 'vorbis', 'vnd.wav', 'wav', 'x-wav', 'aac', 'x-hx-aac-adts'].map((type) => `audio/${type}`),
  ...['pdf', 'msword', 'vnd.ms-excel', 'vnd.ms-powerpoint', 'vnd.ms-access'].map((type) => `application/${type}`),
  ...['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'].map(
    (type) => `application/vnd.openxmlformats-officedocument.${type}`,
  ),
  'application/x-mpegurl',
])

/** Answers with the bytes of a file: all, a range of them, or that the client has them already. */
export async function sendContent(
  reply: Reply,
  { headers, method }: RequestFacts,
  content: Content,
  disposition: 'attachment' | 'inline',
): Promise<void> {
  const { mimeType, sizeBytes, version } = content
  const tag = `"${version}"`
  reply.header('ETag', tag)
  reply.header('Cache-Control', `private, max-age=${cacheSeconds}`)
  if (matches(headers['if-none-match'], tag)) {
    reply.empty(304)
    return
  }
  const type = disposition === 'inline' && !shownTypes.has(mimeType) ? 'text/plain' : mimeType
  reply.header('Content-Type', type)
  reply.header('Content-Disposition', `${disposition}; ${fileNames(content.name)}`)
  reply.header('Content-Security-Policy', 'script-src none;')
  reply.header('Accept-Ranges', 'bytes')
  const mayRange = headers['if-range'] === undefined || headers['if-range'] === tag
  const range = mayRange ? readByteRange(headers['range'], sizeBytes) : null
  if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
  reply.header('Content-Length', String(range ? range.end - range.start + 1 : sizeBytes))
  if (method === 'HEAD') reply.empty(range ? 206 : 200)
  else await reply.stream(content.read(range ?? undefined), range ? 206 : 200)
}

/** The name for clients of all ages: quoted ASCII, and the whole name where it has more. */
function fileNames(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\]/g, '\\$&')
  const quoted = `filename="${plain}"`
  if (/^[\x20-\x7e]*$/.test(name)) return quoted
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  )
  return `${quoted}; filename*=UTF-8''${encoded}`
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)
}
