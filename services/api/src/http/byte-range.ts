import type { ByteRange } from '@basalt/devices'
import { fail } from '@basalt/types'

/**
 * The part of a body that a Range header asks for. Null: all of it, as without a header, and for what RFC 9110 lets a
 * server ignore (other units, several ranges).
 * @throws `storage_invalid_range` for a range that lies outside, or is none
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function readByteRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  if (header === undefined) return null
  const [, unit = '', set = ''] = /^([^=\s]+)=(.*)$/.exec(header.trim()) ?? []
  if (unit.toLowerCase() !== 'bytes') {
    if (unit === '') throw fail('storage_invalid_range', { header: header.slice(0, 100) })
    return null
  }
  if (set.includes(',')) return null
  const [, first = '', last = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(set) ?? []
  if (first === '' && last === '') throw fail('storage_invalid_range', { header: header.slice(0, 100) })
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  const isTurned = first !== '' && last !== '' && Number(last) < Number(first)
  if (start >= sizeBytes || isTurned) throw fail('storage_invalid_range', { sizeBytes })
  return { start, end }
}
