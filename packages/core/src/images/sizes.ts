/** Width and height in pixels. */
export type Sides = { readonly width: number; readonly height: number }

/**
 * The size of a picture when `asked` is wanted; 0 is a side that follows from the other one, rounded down, and two
 * zeros keep the size as it is.
 */
export function sizeFor(source: Sides, asked: Sides): Sides {
  if (asked.width && asked.height) return { width: asked.width, height: asked.height }
  if (asked.width) return { width: asked.width, height: derived(source.height, asked.width, source.width) }
  if (asked.height) return { width: derived(source.width, asked.height, source.height), height: asked.height }
  return source
}

/** Whole numbers first: a quotient such as 12 / 0.75 may come out a hair too small. */
function derived(side: number, asked: number, other: number): number {
  return Math.max(1, Math.floor((side * asked) / other))
}

/** An angle from 0 to 359 degrees. */
export function turned(degrees: number): number {
  return ((degrees % 360) + 360) % 360
}
