/** Offsets of the first and the last byte, both inclusive. */
export type ByteRange = { readonly start: number; readonly end: number }

export type Bytes = AsyncIterable<Uint8Array>

/** A place for objects. Keys are paths that Basalt makes of ids, as `project/bucket/file`. */
export type Device = {
  /**
   * Writes an object that appears whole or not at all, and is durable when this answers.
   * @returns its size in bytes. @throws {DeviceError} `full`, `readOnly` or `away`, or what the source throws
   */
  write(key: string, source: Bytes): Promise<number>
  /** The bytes of an object, or a part of them. @throws {DeviceError} `missing` or `away`, when the first byte is asked for */
  read(key: string, range?: ByteRange): Bytes
  /** Removes an object; one that does not exist is none the less gone. */
  delete(key: string): Promise<void>
  /** Removes every object whose key starts with `prefix/`. */
  deleteAll(prefix: string): Promise<void>
  /** Removes what writes that never ended left behind, if nothing was written since. @returns how many there were */
  sweep(before: Date): Promise<number>
}

/** Why a device could not do it, where the caller can tell the user. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
  readonly reason: 'missing' | 'full' | 'readOnly' | 'damaged' | 'away'

  constructor(reason: DeviceError['reason'], cause?: unknown) {
    super(`the storage device cannot do it: ${reason}`, { cause })
    this.reason = reason
  }
}

const keyPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]*(?:\/[a-zA-Z0-9][a-zA-Z0-9._-]*)*$/

/** The key itself. @throws on one that could lead out of the device */
export function checkedKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error(`not a key of an object: ${JSON.stringify(key)}`)
  return key
}
