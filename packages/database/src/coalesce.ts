/** How many batches of one reader may be under way; what comes meanwhile makes the next, larger one. */
const maxInFlight = 2
const maxBatch = 256

type Waiting<V> = { readonly resolve: (value: V | null) => void; readonly reject: (error: unknown) => void }

/**
 * Collects keys asked for in the same turn of the event loop and reads them with one call of `load`.
 * Strict: a key asked for after a batch has started is read by a later batch, so an answer is never older than
 * its question. Keys that `load` does not return are null.
 */
export function coalesce<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | null> {
  let waiting = new Map<string, Waiting<V>[]>()
  let inFlight = 0
  let scheduled = false

  async function flush(): Promise<void> {
    scheduled = false
    if (waiting.size === 0 || inFlight >= maxInFlight) return
    const batch = waiting
    waiting = new Map()
    inFlight++
    try {
      const keys = [...batch.keys()]
      for (let start = 0; start < keys.length; start += maxBatch) {
        const found = await load(keys.slice(start, start + maxBatch))
        for (const key of keys.slice(start, start + maxBatch)) {
          for (const { resolve } of batch.get(key) ?? []) resolve(found.get(key) ?? null)
          batch.delete(key)
        }
      }
    } catch (error) {
      for (const list of batch.values()) for (const { reject } of list) reject(error)
    } finally {
      inFlight--
      if (waiting.size > 0) schedule()
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => void flush())
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const list = waiting.get(key)
      if (list) list.push({ resolve, reject })
      else waiting.set(key, [{ resolve, reject }])
      schedule()
    })
}
