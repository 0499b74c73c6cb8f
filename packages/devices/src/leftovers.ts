import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes what a process that was killed left in a folder of things under way: entries in which nothing was written since an instant.
 * @returns how many it removed
 */
export async function removeLeftovers(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] // nothing was ever under way
    throw error
  })
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    if ((await lastWritten(path)) >= before.getTime()) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}

/** When an entry or what lies in it was last written; now for what has just gone. */
async function lastWritten(path: string): Promise<number> {
  try {
    const entry = await stat(path)
    if (!entry.isDirectory()) return entry.mtimeMs
    const inside = await Promise.all((await readdir(path)).map((name) => lastWritten(join(path, name))))
    return Math.max(entry.mtimeMs, ...inside)
  } catch {
    return Date.now()
  }
}
