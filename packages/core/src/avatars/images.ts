import { LRUCache } from 'lru-cache'
import { type BrowserCode, browserDrawing, type CardCode, cardDrawing } from './drawings.ts'
import { type Favicon, faviconOf } from './favicon.ts'
import { flagDrawing } from './flags.ts'
import { initialsDrawing } from './initials.ts'
import { qrDrawing } from './qr.ts'
import { remoteImage, type RemoteOptions } from './remote.ts'

/** Width and height in pixels; 0 keeps the proportions. */
export type Size = { readonly width: number; readonly height: number }
export type Made = { readonly png: Buffer; readonly wasKept: boolean }

const keptBytes = 16 * 1024 * 1024
/** Other servers may change their images. */
const remoteKeptMs = 24 * 3600 * 1000
const defaultSide = 500

/** Makes the small images of the API, and keeps those that are asked for again and again. One instance a process. */
export class Images {
  readonly #kept = new LRUCache<string, Buffer>({ maxSize: keptBytes, sizeCalculation: (png) => png.length + 200 })
  readonly #icons = new LRUCache<string, Favicon>({ max: 256, ttl: remoteKeptMs })

  browser(code: BrowserCode, size: Size): Promise<Made> {
    return this.#keep(`browser/${code}`, size, () => browserDrawing(code))
  }

  creditCard(code: CardCode, size: Size): Promise<Made> {
    return this.#keep(`card/${code}`, size, () => cardDrawing(code))
  }

  flag(code: string, size: Size): Promise<Made> {
    return this.#keep(`flag/${code}`, size, () => flagDrawing(code))
  }

  /** `background` is a hex colour without `#`, or empty. */
  initials(name: string, size: Size, background: string): Promise<Buffer> {
    const width = size.width || size.height || defaultSide
    const height = size.height || size.width || defaultSide
    return toPng(initialsDrawing(name, { width, height }, background), { width, height })
  }

  qr(text: string, size: number, margin: number): Promise<Buffer> {
    return toPng(qrDrawing(text, margin), { width: size, height: size })
  }

  async remote(url: string, size: Size, options: RemoteOptions): Promise<Made> {
    const key = `remote/${size.width}x${size.height}/${url}`
    const kept = this.#kept.get(key)
    if (kept) return { png: kept, wasKept: true }
    const png = await remoteImage(url, size, options)
    this.#kept.set(key, png, { ttl: remoteKeptMs })
    return { png, wasKept: false }
  }

  async favicon(url: string, options: RemoteOptions): Promise<Favicon & { readonly wasKept: boolean }> {
    const kept = this.#icons.get(url)
    if (kept) return { ...kept, wasKept: true }
    const icon = await faviconOf(url, options)
    this.#icons.set(url, icon)
    return { ...icon, wasKept: false }
  }

  async #keep(name: string, size: Size, draw: () => string | Promise<string>): Promise<Made> {
    const key = `${name}/${size.width}x${size.height}`
    const kept = this.#kept.get(key)
    if (kept) return { png: kept, wasKept: true }
    const png = await toPng(await draw(), size)
    this.#kept.set(key, png)
    return { png, wasKept: false }
  }
}

const svgDensity = 72

/** Draws at the size that is asked for, so that edges are sharp, and cuts evenly what does not fit. */
async function toPng(svg: string, { width, height }: Size): Promise<Buffer> {
  const { default: sharp } = await import('sharp') // only who makes images pays for it
  const input = Buffer.from(svg)
  const drawn = await sharp(input).metadata()
  const scale = Math.max(width / (drawn.width || 1), height / (drawn.height || 1), width + height === 0 ? 1 : 0)
  return sharp(input, { density: Math.max(1, Math.min(svgDensity * scale, 2400)) })
    .resize({ ...(width ? { width } : {}), ...(height ? { height } : {}), fit: 'cover' })
    .png()
    .toBuffer()
}
