import { fail } from '@basalt/types'

/** Both offsets inclusive. */
export type ContentRange = { readonly start: number; readonly end: number; readonly total: number }

/**
 * Reads a Content-Range header. Null when the header is absent. An end that equals the total is taken for the last byte,
 * as old SDKs send it.
 * @throws `storage_invalid_content_range`
 */
export function readContentRange(header: string | undefined): ContentRange | null {
  if (header === undefined) return null
  const [, start, end, total] = /^\S+ (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? []
  const range = { start: Number(start), end: Math.min(Number(end), Number(total) - 1), total: Number(total) }
  const fits = range.start <= range.end && Number(end) <= range.total
  if (!fits) throw fail('storage_invalid_content_range', { header: header.slice(0, 100) })
  return range
}
