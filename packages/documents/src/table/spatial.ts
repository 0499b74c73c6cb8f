import { sql, type Sql } from '@basalt/database'
import type { ColumnDefinition } from '../definition.ts'

/** Spatial values are nested lists: `[longitude, latitude]`, a list of positions, a list of rings. */
export type SpatialType = Extract<ColumnDefinition['type'], 'point' | 'linestring' | 'polygon'>
type Position = readonly [longitude: number, latitude: number]
export type Geometry = Position | readonly Position[] | readonly (readonly Position[])[]

const referenceSystem = 4326
const earthRadiusMetres = 6_371_000

export function isSpatial(type: ColumnDefinition['type']): type is SpatialType {
  return type === 'point' || type === 'linestring' || type === 'polygon'
}

/**
 * A value of a spatial column in its wire form: nested lists, or such a text as `POINT(1 2)`. One bare ring stands
 * for a polygon. Undefined when the column cannot hold it.
 */
export function spatialValue(type: SpatialType, value: unknown): Geometry | undefined {
  const lists = typeof value === 'string' ? listsOf(type, value) : value
  if (type === 'point') return isPosition(lists) ? lists : undefined
  if (type === 'linestring') return isLine(lists, 2) ? lists : undefined
  if (isRing(lists)) return [lists]
  return Array.isArray(lists) && lists.length > 0 && lists.every(isRing) ? lists : undefined
}

/** A geometry of whatever type its nesting says; undefined when it is none. */
function anyGeometry(value: unknown): { readonly type: SpatialType; readonly value: Geometry } | undefined {
  for (const type of ['point', 'linestring', 'polygon'] as const) {
    const depth = type === 'point' ? 0 : type === 'linestring' ? 1 : 2
    if (nesting(value) !== depth) continue
    const found = spatialValue(type, value)
    return found && { type, value: found }
  }
  return undefined
}

/** How deep the positions lie: 0 for a position itself. */
function nesting(value: unknown): number {
  return Array.isArray(value) && Array.isArray(value[0]) ? 1 + nesting(value[0]) : 0
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [longitude, latitude] = value as readonly unknown[] // two entries, see above
  return isWithin(longitude, 180) && isWithin(latitude, 90)
}

function isWithin(value: unknown, limit: number): boolean {
  return typeof value === 'number' && value >= -limit && value <= limit
}

function isLine(value: unknown, atLeast: number): value is readonly Position[] {
  return Array.isArray(value) && value.length >= atLeast && value.every(isPosition)
}

function isRing(value: unknown): value is readonly Position[] {
  if (!isLine(value, 4)) return false
  const [first, last] = [value[0], value.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

const textPattern = /^\s*(point|linestring|polygon)\s*(\([\d\s.,()+eE-]*\))\s*$/i

/** The nested lists of a text such as `LINESTRING(0 0, 1 1)`. */
function listsOf(type: SpatialType, text: string): unknown {
  const [, name, body] = textPattern.exec(text) ?? []
  if (name?.toLowerCase() !== type || body === undefined) return undefined
  const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`
  const json = body
    .replaceAll(
      new RegExp(String.raw`(${number})\s+(${number})`, 'g'),
      (_pair, x: string, y: string) => `[${Number(x)},${Number(y)}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  try {
    const lists: unknown = JSON.parse(json)
    return type === 'point' && Array.isArray(lists) ? lists[0] : lists
  } catch {
    return undefined // no such text: the caller says what is wanted
  }
}

const codes: Readonly<Record<SpatialType, number>> = { point: 1, linestring: 2, polygon: 3 }

/** A geometry as columns store it: the number of the reference system, and well-known binary. */
export function storedGeometry(type: SpatialType, value: Geometry): Uint8Array {
  const header: readonly Piece[] = [{ int: referenceSystem }, { byte: 1 }, { int: codes[type] }]
  const numbers = [...header, ...piecesOf(type, value)]
  const bytes = Buffer.alloc(numbers.reduce((size, piece) => size + sizeOf(piece), 0))
  let offset = 0
  for (const piece of numbers) {
    if ('byte' in piece) bytes.writeUInt8(piece.byte, offset)
    else if ('int' in piece) bytes.writeUInt32LE(piece.int, offset)
    else bytes.writeDoubleLE(piece.double, offset)
    offset += sizeOf(piece)
  }
  return bytes
}

function piecesOf(type: SpatialType, value: Geometry): readonly Piece[] {
  if (type === 'point') return pair(value as Position)
  if (type === 'linestring') return positions(value as readonly Position[])
  const rings = value as readonly (readonly Position[])[] // a polygon
  return [{ int: rings.length }, ...rings.flatMap(positions)]
}

type Piece = { readonly byte: number } | { readonly int: number } | { readonly double: number }

const sizeOf = (piece: Piece): number => ('byte' in piece ? 1 : 'int' in piece ? 4 : 8)
const pair = ([x, y]: Position): readonly Piece[] => [{ double: x }, { double: y }]
const positions = (line: readonly Position[]): readonly Piece[] => [{ int: line.length }, ...line.flatMap(pair)]

type DriverPoint = { readonly x: number; readonly y: number }

/** The wire form of what the driver reads: points are objects there, lines and rings lists of them. */
export function readGeometry(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(readGeometry)
  if (typeof stored !== 'object' || stored === null) return null
  const { x, y } = stored as DriverPoint // the driver reads nothing else in geometry columns
  return [x, y]
}

const relations: Readonly<Record<string, Sql>> = {
  equal: sql`ST_EQUALS`,
  notEqual: sql`ST_EQUALS`,
  contains: sql`ST_CONTAINS`,
  notContains: sql`ST_CONTAINS`,
  crosses: sql`ST_CROSSES`,
  notCrosses: sql`ST_CROSSES`,
  intersects: sql`ST_INTERSECTS`,
  notIntersects: sql`ST_INTERSECTS`,
  overlaps: sql`ST_OVERLAPS`,
  notOverlaps: sql`ST_OVERLAPS`,
  touches: sql`ST_TOUCHES`,
  notTouches: sql`ST_TOUCHES`,
}
const distances: Readonly<Record<string, Sql>> = {
  distanceEqual: sql`=`,
  distanceNotEqual: sql`<>`,
  distanceGreaterThan: sql`>`,
  distanceLessThan: sql`<`,
}

/** The condition of a filter on a spatial column; undefined when the column does not take it with this value. */
export function spatialCondition(column: Sql, type: SpatialType, method: string, value: unknown): Sql | undefined {
  const comparison = distances[method]
  if (comparison !== undefined) return distanceCondition(column, type, comparison, value)
  const relation = relations[method]
  const geometry = anyGeometry(value)
  if (relation === undefined || !geometry) return undefined
  const holds = sql`${relation}(${column}, ${boundGeometry(geometry)})`
  return method.startsWith('not') ? sql`NOT ${holds}` : holds
}

function distanceCondition(column: Sql, type: SpatialType, comparison: Sql, value: unknown): Sql | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined
  const [to, distance, inMetres] = value as readonly unknown[] // three entries, see above
  const geometry = anyGeometry(to)
  if (!geometry || typeof distance !== 'number' || typeof inMetres !== 'boolean') return undefined
  const other = boundGeometry(geometry)
  if (!inMetres) return sql`ST_DISTANCE(${column}, ${other}) ${comparison} ${distance}`
  if (type !== 'point' || geometry.type !== 'point') return undefined
  return sql`ST_DISTANCE_SPHERE(${column}, ${other}, ${earthRadiusMetres}) ${comparison} ${distance}`
}

function boundGeometry({ type, value }: { readonly type: SpatialType; readonly value: Geometry }): Sql {
  const binary = storedGeometry(type, value).subarray(4)
  return sql`ST_GEOMFROMWKB(${binary}, ${referenceSystem})`
}
