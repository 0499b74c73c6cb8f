const headBytes = 8

type Chunk = { readonly source: 'stdout' | 'stderr'; readonly bytes: Buffer }

/**
 * Takes the output of a container apart, as `POST /containers/:/attach` gives it: frames of a byte that names the source, three
 * of zero, the length in four (big-endian), and the bytes.
 */
export async function* demultiplex(frames: AsyncIterable<Buffer>): AsyncGenerator<Chunk, void, undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let left = 0
  let source: Chunk['source'] = 'stdout'
  for await (const bytes of frames) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    for (;;) {
      if (left === 0) {
        if (rest.length < headBytes) break
        source = rest[0] === 2 ? 'stderr' : 'stdout'
        left = rest.readUInt32BE(4)
        rest = rest.subarray(headBytes)
      }
      const piece = rest.subarray(0, left)
      rest = rest.subarray(piece.length)
      left -= piece.length
      if (piece.length > 0) yield { source, bytes: piece }
      if (left > 0 || rest.length === 0) break
    }
  }
}
