import type { ContentRange } from './content-range.ts'

/** What is known of an upload that came in part: 0 for `chunkBytes` while only the last of its chunks has come. */
export type KnownUpload = { readonly totalBytes: number; readonly chunkBytes: number }

export type ChunkPlan = { readonly chunkBytes: number; readonly chunksTotal: number }

/** How many chunks there are at the least, as long as only the last is known. */
const leastChunks = 2

/**
 * Where a chunk belongs. All but the last have one length, which any of them tells. Null when the chunk does not fit what
 * came before; `known` is null for the first to come. Where the first was the last of all, `lastStartsAt` must fit too.
 */
export function planChunk(
  { start, end, total }: ContentRange,
  known: KnownUpload | null,
  lastStartsAt: () => Promise<number | null>,
): Promise<ChunkPlan | null> | ChunkPlan | null {
  const isLast = end === total - 1 && start > 0
  const ownBytes = isLast ? 0 : end - start + 1
  if (known === null) {
    if (isLast) return { chunkBytes: 0, chunksTotal: leastChunks }
    return start % ownBytes === 0 ? { chunkBytes: ownBytes, chunksTotal: Math.ceil(total / ownBytes) } : null
  }
  if (known.totalBytes !== total) return null
  const bytes = known.chunkBytes || ownBytes
  if (bytes === 0) return { chunkBytes: 0, chunksTotal: leastChunks }
  const fits = start % bytes === 0 && (isLast ? end - start < bytes : ownBytes === bytes)
  if (!fits) return null
  const plan = { chunkBytes: bytes, chunksTotal: Math.ceil(total / bytes) }
  if (known.chunkBytes > 0) return plan
  return lastStartsAt().then((at) => (at === null || at === (plan.chunksTotal - 1) * bytes ? plan : null))
}
