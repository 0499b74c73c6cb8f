import type { Color, Sharp } from 'sharp'
import type { Sides } from './sizes.ts'
import { turned } from './sizes.ts'

export type Look = {
  readonly opacity: number
  /** Hex colours without `#`, or empty. */
  readonly background: string
  readonly borderWidth: number
  readonly borderColor: string
  readonly borderRadius: number
  /** Degrees, clockwise. */
  readonly rotation: number
}
type Step = (picture: Sharp, sides: Sides) => Sharp

const transparent: Color = { r: 0, g: 0, b: 0, alpha: 0 }

/** What is done to a picture that has its size, in this order. Each step sees the finished pixels of the one before. */
export function stepsOf(look: Look): readonly Step[] {
  const steps: Step[] = []
  const { opacity, background, borderWidth, borderRadius } = look
  if (opacity < 1) steps.push((picture) => picture.linear([1, 1, 1, opacity], [0, 0, 0, 0]))
  if (background) steps.push((picture) => picture.flatten({ background: `#${background}` }))
  if (borderWidth > 0) {
    const [top, bottom, left, right] = [borderWidth, borderWidth, borderWidth, borderWidth]
    const color = `#${look.borderColor || '000'}`
    steps.push((picture) => picture.extend({ top, bottom, left, right, background: color }))
  }
  if (borderRadius > 0)
    steps.push((picture, sides) => picture.composite([{ input: rounded(sides, borderRadius), blend: 'dest-in' }]))
  const rotation = turned(look.rotation)
  if (rotation !== 0) steps.push((picture) => picture.rotate(rotation, { background: transparent }))
  return steps
}

function rounded({ width, height }: Sides, radius: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<rect width="${width}" height="${height}" rx="${radius}" ry="${radius}"/></svg>`,
  )
}
