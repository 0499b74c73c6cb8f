type MysqlError = Error & {
  readonly errno?: number
  readonly code?: string
  readonly sqlMessage?: string
  readonly fatal?: boolean
}

/** MariaDB or Redis does not answer. The HTTP edge turns it into a 503 with a hint to try again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'

  constructor(store: 'MariaDB' | 'Redis', cause: unknown) {
    super(`${store} does not answer`, { cause })
  }
}

/** Another piece of work held a lock of `Schema.exclusively` for longer than anybody should wait. */
export class LockTimeout extends Error {
  override readonly name = 'LockTimeout'
}

/** A statement would have brought more into memory than its caller allows. */
export class ResultTooLarge extends Error {
  override readonly name = 'ResultTooLarge'
}

const duplicateEntry = new Set([1062, 1586])
const worthRepeating = new Set([1213, 1205, 1020])
const timedOut = new Set([1969, 3024])
const shuttingDown = new Set([1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1927, 2006, 2013, 1040, 1203])

function errno(error: unknown): number {
  return (error as MysqlError | null)?.errno ?? 0
}

/** A unique key refused the write. */
export function isDuplicate(error: unknown): boolean {
  return duplicateEntry.has(errno(error))
}

/** Name of the unique key that refused the write, without its table; null when this is no such error. */
export function duplicateKey(error: unknown): string | null {
  if (!isDuplicate(error)) return null
  const match = /for key '(?:[^'.]+\.)?([^']+)'/.exec((error as MysqlError).sqlMessage ?? '')
  return match?.[1] ?? null
}

/** A deadlock or a lock that took too long: the whole transaction may be run again. */
export function isRetryable(error: unknown): boolean {
  return worthRepeating.has(errno(error))
}

/** The statement ran into its time limit. */
export function isTimeout(error: unknown): boolean {
  return timedOut.has(errno(error))
}

export function isConnectionLost(error: unknown): boolean {
  const { code, fatal } = error as MysqlError
  if (fatal === true || shuttingDown.has(errno(error))) return true
  return code !== undefined && /^(PROTOCOL_CONNECTION_LOST|PROTOCOL_ENQUEUE|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code)
}
