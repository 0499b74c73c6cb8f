import { CallFailed, download, type Downloaded } from '@basalt/delivery'
import { fail } from '@basalt/types'
import type { Size } from './images.ts'

const limits = { timeoutSeconds: 10, maxBytes: 10 * 1024 * 1024, maxRedirects: 0 }
const maxPixels = 50_000_000
/** Drawings of strangers are programs of a kind: only pictures of dots are read here. */
const pictureFormats = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heif'])

export type RemoteOptions = { readonly allowPrivate: boolean }

/**
 * A picture of another server as PNG, cut evenly to the size.
 * @throws `avatar_remote_url_failed`, `avatar_image_not_found`, `general_server_error` when it is no picture
 */
export async function remoteImage(url: string, size: Size, options: RemoteOptions): Promise<Buffer> {
  const { status, bytes } = await reach(url, { ...limits, ...options })
  if (status !== 200) throw fail('avatar_image_not_found', { status })
  const png = await pictureAsPng(bytes, size)
  if (png === null) throw fail('general_server_error', { reason: 'The URL does not lead to a picture.' })
  return png
}

/** @throws `avatar_remote_url_failed` when the server cannot be reached, or must not be */
export async function reach(url: string, options: Parameters<typeof download>[1]): Promise<Downloaded> {
  try {
    return await download(url, options)
  } catch (error) {
    if (error instanceof CallFailed) throw fail('avatar_remote_url_failed', { reason: error.message }, error)
    throw error
  }
}

/** Null when the bytes are no picture of dots. */
export async function pictureAsPng(bytes: Buffer, { width, height }: Size): Promise<Buffer | null> {
  const { default: sharp } = await import('sharp') // only who makes images pays for it
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels })
    const { format } = await picture.metadata()
    if (!pictureFormats.has(format)) return null
    return await picture
      .rotate()
      .resize({ ...(width ? { width } : {}), ...(height ? { height } : {}), fit: 'cover' })
      .png()
      .toBuffer()
  } catch {
    return null // broken or foreign bytes: the caller says what that means
  }
}
