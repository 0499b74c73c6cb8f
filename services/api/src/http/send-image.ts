import type { Made } from '@basalt/core/avatars'
import type { Reply } from './reply.ts'

const freshSeconds = 30 * 24 * 3600
const keptSeconds = 180 * 24 * 3600

/** Sends an image that is the same whenever it is asked for, and says whether it was at hand. */
export function sendKept(reply: Reply, { png, wasKept }: Made, contentType = 'image/png'): void {
  reply.header('X-Appwrite-Cache', wasKept ? 'hit' : 'miss')
  reply.header('Cache-Control', `private, max-age=${wasKept ? keptSeconds : freshSeconds}`)
  reply.bytes(png, contentType)
}

const madeSeconds = 45 * 24 * 3600

/** Sends an image that was made for this request. */
export function sendMade(reply: Reply, png: Uint8Array): void {
  reply.header('Cache-Control', `private, max-age=${madeSeconds}`)
  reply.bytes(png, 'image/png')
}
