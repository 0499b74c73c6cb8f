import type { Bytes } from '../device.ts'

/** S3 wants at least 5 MiB of all parts but the last, and takes 10,000 of them. */
const partBytes = 8 * 1024 * 1024
const largePartBytes = 64 * 1024 * 1024
const smallParts = 2000

/** The size of a part: small ones spare memory, later ones are large so that 500 GB fit into an object. */
function bytesOfPart(number: number): number {
  return number <= smallParts ? partBytes : largePartBytes
}

/** Below it an object is sent in one request. */
export const firstPartBytes: number = bytesOfPart(1)

/** Cuts a stream into the parts of an upload; only the last may be shorter. */
export async function* inParts(source: Bytes): AsyncGenerator<Buffer> {
  let number = 1
  let part = Buffer.allocUnsafe(bytesOfPart(number))
  let held = 0
  for await (const chunk of source) {
    for (let rest = chunk; rest.length > 0;) {
      const taken = Math.min(rest.length, part.length - held)
      part.set(rest.subarray(0, taken), held)
      held += taken
      rest = rest.subarray(taken)
      if (held < part.length) continue
      yield part
      part = Buffer.allocUnsafe(bytesOfPart(++number))
      held = 0
    }
  }
  if (held > 0) yield part.subarray(0, held)
}
