const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?(Z|z|[+-]\d{2}(?::?\d{2})?))?)?$/
const maxOffsetMinutes = 18 * 60

/**
 * Reads an ISO 8601 date, or date and time, with or without a zone (UTC without); fractions finer than milliseconds
 * are cut. Null for anything else, for dates that no calendar has, and for years outside 1000 to 9999.
 */
export function parseInstant(text: string): Date | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 23 || m > 59 || s > 59) return null
  const local = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), h, m, s, millis))
  if (local.getUTCMonth() !== Number(month) - 1 || local.getUTCDate() !== Number(day)) return null
  const offset = offsetMinutes(zone)
  if (offset === null) return null
  const date = new Date(local.getTime() - offset * 60_000)
  return date.getUTCFullYear() >= 1000 && date.getUTCFullYear() <= 9999 ? date : null
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || '0')
  if (minutes > maxOffsetMinutes) return null
  return zone.startsWith('-') ? -minutes : minutes
}
