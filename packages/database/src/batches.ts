/** Statements of many rows come in this size, which is what clients send at most, and its halves: few are prepared. */
const largest = 100

/** Cuts a list into parts of 100, 50, 25, 12, 6, 3 and 1, so that statements for them have one of seven shapes. */
export function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  let size = largest
  for (let start = 0; start < items.length; start += size) {
    while (size > items.length - start) size = Math.floor(size / 2)
    yield items.slice(start, start + size)
  }
}
