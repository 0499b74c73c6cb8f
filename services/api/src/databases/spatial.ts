import { spatialValue, type SpatialType } from '@basalt/core/databases'
import { invalid, param, type Param } from '#http/params.ts'

const wanted: Readonly<Record<SpatialType, string>> = {
  point: 'must be a position [longitude, latitude]',
  linestring: 'must be a list of at least two positions [longitude, latitude]',
  polygon: 'must be a list of rings, each of at least four positions, the last like the first',
}

/** A spatial value as nested lists; one bare ring is taken for a polygon. */
export function spatial(kind: SpatialType, doc: string): Param<readonly unknown[]> {
  return param(
    (value, name) => {
      const found = spatialValue(kind, value)
      if (found === undefined) throw invalid(name, wanted[kind])
      return found
    },
    { type: 'array' },
    { validator: 'spatial', kind },
    doc,
  )
}
