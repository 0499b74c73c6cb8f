import { createHash } from 'node:crypto'
import { TooManyWait, Turns } from '@basalt/service'
import { fail } from '@basalt/types'
import { LRUCache } from 'lru-cache'
import type { Sharp } from 'sharp'
import {
  type Decoded,
  decode,
  maxAnimatedPixels,
  maxPixels,
  type Pixels,
  solid,
  timeout,
  Undecodable,
} from './decode.ts'
import { encodingOf, type Output, outputFor } from './outputs.ts'
import { placeholderBackground, placeholderDrawing, placeholderSides, type Stand } from './placeholder.ts'
import { type Sides, sizeFor } from './sizes.ts'
import { type Preview, type PreviewSource, readUpTo } from './source.ts'
import { type Look, stepsOf } from './steps.ts'

/** Which part of a picture stays when both sides are given, and it has to be cut. */
export const gravities = {
  center: 'centre',
  'top-left': 'left top',
  top: 'top',
  'top-right': 'right top',
  left: 'left',
  right: 'right',
  'bottom-left': 'left bottom',
  bottom: 'bottom',
  'bottom-right': 'right bottom',
} as const
export type Gravity = keyof typeof gravities

/** Width and height 0 follow from the picture, quality -1 is left to the encoder, output null to the file. */
export type PreviewOptions = Sides &
  Look & { readonly gravity: Gravity; readonly quality: number; readonly output: Output | null }
/** A preview, and whether it had been made before. */
export type ShownPreview = Preview & { readonly wasKept: boolean }

const transformed: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic'])
/** The largest picture holds 200 MB, twice while it is dressed, and threads of the pool that files and DNS use too. */
const atOnce = 2
const keptBytes = 16 * 1024 * 1024
/** Previews that wait to be made; asked for faster than that, some would come after everybody has gone. */
const maxWaiting = 200
/** Previews that are on their way to where they outlive the process. */
const maxKeeping = 20

/** Makes previews of stored files, few at a time, and keeps the newest. One instance a process. */
export class Previews implements AsyncDisposable {
  readonly #turns = new Turns(atOnce, maxWaiting)
  /** Those that are being made, by the same key as those that are kept. */
  readonly #underWay = new Map<string, Promise<ShownPreview>>()
  readonly #kept = new LRUCache<string, Preview>({
    maxSize: keptBytes,
    sizeCalculation: ({ bytes }, key) => bytes.length + key.length + 200,
  })
  readonly #keeping = new Set<Promise<void>>()
  readonly #maxBytes: number

  /** Files longer than `maxBytes` get a placeholder. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /**
   * A small picture of a file: itself when it is one, else a placeholder. Carries no metadata of the original.
   * @throws `Undecodable`, `general_service_unavailable` when too many wait
   */
  async render(source: PreviewSource, options: PreviewOptions): Promise<ShownPreview> {
    const { version, name, mimeType } = source
    const key = JSON.stringify([version, name, mimeType, options])
    const kept = this.#kept.get(key)
    if (kept) return { ...kept, wasKept: true }
    const underWay = this.#underWay.get(key)
    if (underWay) return { ...(await underWay), wasKept: true }
    const making = this.#foundOrMade(source, key, options)
    this.#underWay.set(key, making)
    try {
      const made = await making
      this.#kept.set(key, { bytes: made.bytes, contentType: made.contentType })
      return made
    } finally {
      this.#underWay.delete(key)
    }
  }

  async #foundOrMade(source: PreviewSource, key: string, options: PreviewOptions): Promise<ShownPreview> {
    const shelf = this.#canShow(source) ? source.shelf : null
    const variant = createHash('sha256').update(key).digest('hex')
    // A shelf that fails costs time, and nothing else.
    const found = await shelf?.find(variant).catch(() => null)
    if (found) return { ...found, wasKept: true }
    const made = await this.#inTurn(source, options)
    if (shelf) this.#keepAside(() => shelf.keep(variant, made))
    return { ...made, wasKept: false }
  }

  /** Whoever asked does not wait for it. Where too many are under way, this one is made again some day. */
  #keepAside(keep: () => Promise<void>): void {
    if (this.#keeping.size >= maxKeeping) return
    const work = keep()
      .catch(() => undefined)
      .finally(() => this.#keeping.delete(work))
    this.#keeping.add(work)
  }

  /** Waits for what is being put aside. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#keeping)
  }

  async #inTurn(source: PreviewSource, options: PreviewOptions): Promise<Preview> {
    try {
      return await this.#turns.take(() => this.#make(source, options))
    } catch (error) {
      throw error instanceof TooManyWait ? fail('general_service_unavailable', { reason: 'too many previews' }) : error
    }
  }

  async #make(source: PreviewSource, options: PreviewOptions): Promise<Preview> {
    const bytes = this.#canShow(source) ? await readUpTo(source, this.#maxBytes) : null
    try {
      const picture = bytes && (await picturePreview(bytes, source, options))
      return picture ?? (await placeholderPreview(standFor(source.mimeType), options))
    } catch (error) {
      // Most HEIC pictures are packed by a codec that is not free, so that this one cannot be shown.
      if (source.mimeType === 'image/heic' && bytes) return placeholderPreview('image', options)
      if (error instanceof Undecodable) throw error
      throw new Undecodable('the picture cannot be made', { cause: error })
    }
  }

  #canShow({ mimeType, sizeBytes }: PreviewSource): boolean {
    return transformed.has(mimeType) && sizeBytes <= this.#maxBytes
  }
}

function standFor(mimeType: string): Stand {
  if (transformed.has(mimeType)) return 'image'
  return mimeType.startsWith('video/') ? 'video' : 'file'
}

/** Null when the picture is too large. */
async function picturePreview(bytes: Buffer, source: PreviewSource, options: PreviewOptions): Promise<Preview | null> {
  const output = options.output ?? outputFor(source.name, source.mimeType)
  const decoded = await decode(bytes, encodingOf(output).isAnimated)
  return decoded && preview(decoded, output, options)
}

async function placeholderPreview(stand: Stand, options: PreviewOptions): Promise<Preview> {
  const { default: sharp } = await import('sharp')
  const frames = [() => sharp(placeholderDrawing(stand))]
  const background = options.background || placeholderBackground
  const decoded = { sides: placeholderSides, frames, motion: {} }
  return preview(decoded, options.output ?? 'png', { ...options, background })
}

async function preview(decoded: Decoded, output: Output, options: PreviewOptions): Promise<Preview> {
  const { contentType, encode } = encodingOf(output)
  const size = sizeFor(decoded.sides, options)
  const pixels = size.width * size.height
  if (pixels > maxPixels) throw new Undecodable('the picture would be too large')
  const [first, ...others] = decoded.frames.map((open) => () => dressed(fitted(open(), size, options), options))
  if (!first) throw new Undecodable('the picture has no frame')
  // An animation that would be too large stands still.
  const moves = others.length > 0 && pixels * decoded.frames.length <= maxAnimatedPixels
  const picture = moves ? await joined([first, ...others]) : await first()
  const motion = moves ? decoded.motion : {}
  const bytes = await encode(picture, options.quality, motion).timeout(timeout).toBuffer()
  return { bytes, contentType }
}

function fitted(picture: Sharp, size: Sides, { width, height, gravity }: PreviewOptions): Sharp {
  if (width && height) return picture.resize({ ...size, fit: 'cover', position: gravities[gravity] })
  return width || height ? picture.resize({ ...size, fit: 'fill' }) : picture
}

/** The library has an order of its own within one pipeline, so that each step is a pipeline. */
async function dressed(picture: Sharp, look: Look): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  let result = picture
  for (const step of stepsOf(look)) {
    const { pixels, sides } = await solid(result)
    result = step(sharp(pixels, { raw: { ...sides, channels: 4 } }), sides)
  }
  return result
}

/** One picture that moves, from its frames in a row. */
async function joined(frames: readonly (() => Promise<Sharp>)[]): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  const made: Pixels[] = []
  for (const frame of frames) made.push(await solid(await frame()))
  const { width, height } = made[0]?.sides ?? placeholderSides
  const raw = { width, height: height * made.length, channels: 4 as const, pageHeight: height }
  return sharp(Buffer.concat(made.map(({ pixels }) => pixels)), { raw, limitInputPixels: false })
}
