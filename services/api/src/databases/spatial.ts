import { invalid, param, type Param } from '#http/params.ts'

export type SpatialKind = 'point' | 'linestring' | 'polygon'

const wanted: Readonly<Record<SpatialKind, string>> = {
  point: 'must be a position [longitude, latitude]',
  linestring: 'must be a list of at least two positions [longitude, latitude]',
  polygon: 'must be a list of rings, each of at least four positions, the last like the first',
}

/** A spatial value as nested lists; one bare ring is taken for a polygon. */
export function spatial(kind: SpatialKind, doc: string): Param<readonly unknown[]> {
  return param(
    (value, name) => {
      const found = valueOf(kind, value)
      if (found === null) throw invalid(name, wanted[kind])
      return found
    },
    { type: 'array' },
    { validator: 'spatial', kind },
    doc,
  )
}

function valueOf(kind: SpatialKind, value: unknown): readonly unknown[] | null {
  if (kind === 'point') return isPosition(value) ? value : null
  if (kind === 'linestring') return isLine(value, 2) ? value : null
  if (isRing(value)) return [value]
  return Array.isArray(value) && value.length > 0 && value.every(isRing) ? value : null
}

function isPosition(value: unknown): value is readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [longitude, latitude] = value as readonly unknown[] // two entries, see above
  return isWithin(longitude, 180) && isWithin(latitude, 90)
}

function isWithin(value: unknown, limit: number): boolean {
  return typeof value === 'number' && value >= -limit && value <= limit
}

function isLine(value: unknown, atLeast: number): value is readonly (readonly [number, number])[] {
  return Array.isArray(value) && value.length >= atLeast && value.every(isPosition)
}

function isRing(value: unknown): value is readonly (readonly [number, number])[] {
  if (!isLine(value, 4)) return false
  const [first, last] = [value[0], value.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}
