import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../progress.mjs'

/** Folders of private stores; all of them are closed to other users. */
export type StorePlace = {
  readonly folder: string
  readonly run: string
  readonly logs: string
  readonly sockets: string
}

/** The kernel limits a socket's path to 108 bytes (104 on macOS); the longest file name here takes 13. */
const longestFolderBytes = 88

export function openPlace(folder: string): StorePlace {
  const [run, logs] = [join(folder, 'run'), join(folder, 'log')]
  for (const path of [folder, run, logs]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    // It may have been there before, made by a tool with other habits.
    chmodSync(path, 0o700)
  }
  return { folder, run, logs, sockets: socketFolder(run) }
}

/** Takes the socket folder away again where it is not below `folder`; a socket of a store that would not end keeps it. */
export function leavePlace({ run, sockets }: StorePlace): void {
  if (sockets === run) return
  try {
    rmdirSync(sockets)
  } catch {
    // The next start uses it again.
  }
}

/** `run` itself, or where its path is too long or unfit for a URL, a private folder among the temporary files. */
function socketFolder(run: string): string {
  if (Buffer.byteLength(run) <= longestFolderBytes && /^[\w./-]+$/.test(run)) return run
  const user = process.getuid?.() ?? 0
  const short = join(tmpdir(), `basalt-${user}-${createHash('sha256').update(run).digest('hex').slice(0, 12)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  // Anybody may create names in a shared temporary folder: use it only when it is really ours.
  const found = lstatSync(short)
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new Problem(`${short} is not a private folder of this user. Remove it, or set TMPDIR to another place.`)
  }
  return short
}
