import type { Sharp } from 'sharp'

export const outputs = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'heic'] as const
export type Output = (typeof outputs)[number]

/** Of a picture that moves: milliseconds for each frame, and how often all are shown, where 0 is for ever. */
export type Motion = { readonly delay?: number[]; readonly loop?: number }
type Encoding = {
  readonly contentType: string
  readonly isAnimated: boolean
  readonly encode: (picture: Sharp, quality: number, motion: Motion) => Sharp
}

const jpeg: Encoding = {
  contentType: 'image/jpeg',
  isAnimated: false,
  encode: (picture, quality) => picture.flatten({ background: '#000' }).jpeg(rated(quality)),
}
const png: Encoding = {
  contentType: 'image/png',
  isAnimated: false,
  // no pixel is lost, whatever the quality: it decides how hard to press
  encode: (picture, quality) =>
    picture.png(quality < 0 ? {} : { compressionLevel: 9 - Math.round((quality * 9) / 100) }),
}
const gif: Encoding = {
  contentType: 'image/gif',
  isAnimated: true,
  encode: (picture, _, motion) => picture.gif(motion),
}
const webp: Encoding = {
  contentType: 'image/webp',
  isAnimated: true,
  encode: (picture, quality, motion) => picture.webp({ ...rated(quality), ...motion }),
}
/** Little effort: it takes a tenth of the time, and the bytes are hardly more. */
const avif: Encoding = {
  contentType: 'image/avif',
  isAnimated: false,
  encode: (picture, quality) => picture.avif({ ...rated(quality), effort: 1 }),
}

/** HEIC is bound to patents, so AVIF stands in: the same container, read by whoever reads the other, and named as it is. */
const encodings: Readonly<Record<Output, Encoding>> = { jpg: jpeg, jpeg, png, gif, webp, avif, heic: avif }

export function encodingOf(output: Output): Encoding {
  return encodings[output]
}

/** What a picture becomes when nothing is asked for: what its name says, else what it is, else JPEG. */
export function outputFor(name: string, mimeType: string): Output {
  const extension = /\.([^./]+)$/.exec(name)?.[1]
  const word = (extension ?? mimeType.replace('image/', '')).toLowerCase()
  return outputs.find((output) => output === word) ?? 'jpg'
}

/** Below 0 the encoder decides. */
function rated(quality: number): { quality?: number } {
  return quality < 0 ? {} : { quality: Math.max(1, quality) }
}
