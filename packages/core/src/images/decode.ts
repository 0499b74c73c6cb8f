import type { Metadata, Sharp, SharpOptions } from 'sharp'
import type { Motion } from './outputs.ts'
import type { Sides } from './sizes.ts'

/** The bytes are no picture, are broken, or the picture cannot be made as it is asked for. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable'
}

/** A picture that has been looked at. Frames are made one after the other, so that few are in memory as pixels. */
export type Decoded = {
  readonly sides: Sides
  readonly frames: readonly (() => Sharp)[]
  readonly motion: Motion
}

const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])
/** 50 million pixels are more than a camera makes, and 200 MB when all are in memory. */
export const maxPixels = 50_000_000
/** All frames of an animation are in memory as pixels, before and after. */
export const maxAnimatedPixels = 16_000_000

/**
 * Looks at a picture. One that moves has all its frames when `isAnimated` and they are not too many, else its first.
 * Null when it has more pixels than are read here.
 * @throws `Undecodable`, or whatever the decoder does
 */
export async function decode(bytes: Buffer, isAnimated: boolean): Promise<Decoded | null> {
  const { default: sharp } = await import('sharp') // only who makes images pays for it
  const found = await sharp(bytes, { limitInputPixels: false }).metadata() // reads the head alone
  if (!formats.has(found.format)) throw new Undecodable(`${found.format} is no format of previews`)
  const page = { width: found.width, height: found.pageHeight ?? found.height }
  if (page.width * page.height > maxPixels) return null
  const count = found.pages ?? 1
  if (isAnimated && count > 1 && page.width * page.height * count <= maxAnimatedPixels)
    return animation(sharp, bytes, { page, count, found })
  const { width, height } = found.autoOrient
  const frames = [() => sharp(bytes, { limitInputPixels: maxPixels }).autoOrient()]
  return { sides: { width, height }, frames, motion: {} }
}

type OpenSharp = (input: Buffer, options: SharpOptions) => Sharp
type Pages = { readonly page: Sides; readonly count: number; readonly found: Metadata }

async function animation(sharp: OpenSharp, bytes: Buffer, { page, count, found }: Pages): Promise<Decoded> {
  const all = await solid(sharp(bytes, { animated: true, limitInputPixels: maxAnimatedPixels }))
  const raw = { ...page, channels: 4 as const }
  const length = page.width * page.height * raw.channels
  if (all.pixels.length !== length * count) throw new Undecodable('a frame has a size of its own')
  const frames = Array.from(
    { length: count },
    (_, index) => () => sharp(all.pixels.subarray(index * length, (index + 1) * length), { raw }),
  )
  return { sides: page, frames, motion: { ...(found.delay ? { delay: found.delay } : {}), loop: found.loop ?? 0 } }
}

export type Pixels = { readonly pixels: Buffer; readonly sides: Sides }
/** A pipeline that runs longer than this has met a bomb, or a machine that has no time for pictures. */
export const timeout = { seconds: 20 }

/** Runs a pipeline, to four bytes a pixel. */
export async function solid(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .timeout(timeout)
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, sides: { width: info.width, height: info.height } }
}
