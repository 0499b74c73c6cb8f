import { randomBytes } from 'node:crypto'

/** A new id: 20 lower-case hex characters, 13 of microsecond time and 7 random ones, so ids sort by creation. */
export function uniqueId(): string {
  const micros = Math.floor((performance.timeOrigin + performance.now()) * 1000)
  return micros.toString(16).padStart(13, '0').slice(0, 13) + randomBytes(4).toString('hex').slice(0, 7)
}
