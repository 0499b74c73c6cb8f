import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ExecutorError } from '@basalt/executor-client'
import { type ReadEntry, Unpack } from 'tar'

export type ArchiveLimits = { readonly maxBytes: number; readonly maxFiles: number }

const kinds = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory', 'SymbolicLink', 'Link'])

/**
 * Unpacks a `.tar.gz` of a stranger into an empty folder. Nothing is written outside of it: neither by names nor through
 * links, and no device files. `ownerId` becomes the owner of the files when this process may give files away.
 * @returns how many bytes and files it holds
 * @throws {ExecutorError} `code_invalid` or `code_too_large`, with the first fault; the folder is then half filled
 */
export async function unpack(
  source: Readable,
  folder: string,
  limits: ArchiveLimits,
  ownerId: number | null = null,
): Promise<{ readonly bytes: number; readonly files: number }> {
  let bytes = 0
  let files = 0
  let fault: unknown = null
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined) // raced below, but maybe no longer when it comes
  const refuse = (error: unknown): false => {
    fault ??= error
    failed.reject(error)
    return false
  }
  const unpacking = new Unpack({
    cwd: folder,
    strict: true,
    noMtime: true,
    preserveOwner: false,
    ...(ownerId === null ? {} : { uid: ownerId, gid: ownerId }),
    filter(path, entry) {
      if (fault !== null) return false
      bytes += entry.size
      files += 1
      if (bytes > limits.maxBytes || files > limits.maxFiles) return refuse(new ExecutorError('code_too_large'))
      const why = objection(path, entry as ReadEntry) // an entry of an archive: files are not read here
      if (why === null) makeReadable(entry as ReadEntry)
      return why === null ? true : refuse(new ExecutorError('code_invalid', { message: `${path}: ${why}` }))
    },
  })
  unpacking.on('error', (error: Error) => {
    refuse(new ExecutorError('code_invalid', { message: `The archive is broken: ${error.message}` }, { cause: error }))
  })
  const closed = new Promise((resolve) => unpacking.once('close', () => resolve(null)))
  let over = false // after its end `tar` would collect what comes, in time that grows with the square of it
  unpacking.once('eof', () => (over = true))
  const feed = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    let inflated = 0
    for await (const chunk of chunks) {
      inflated += chunk.length
      if (inflated > maxInflated(limits)) refuse(new ExecutorError('code_too_large'))
      if (fault !== null) throw fault
      if (over || unpacking.write(chunk)) continue
      await Promise.race([new Promise((resolve) => unpacking.once('drain', () => resolve(null))), failed.promise])
    }
  }
  try {
    // Not left to `tar`, which would inflate all of a chunk before it looks at it.
    await pipeline(source, createGunzip(), feed)
    unpacking.end()
    await Promise.race([closed, failed.promise])
  } catch (error) {
    refuse(
      isZlib(error) ? new ExecutorError('code_invalid', { message: 'The archive is no .tar.gz, or broken.' }) : error,
    )
  }
  if (fault !== null) throw fault
  if (files === 0) throw new ExecutorError('code_invalid', { message: 'The archive is empty.' })
  return { bytes, files }
}

/** Each file takes a header and is filled up to whole blocks; long names take more. */
function maxInflated({ maxBytes, maxFiles }: ArchiveLimits): number {
  return maxBytes + Math.min(maxBytes, maxFiles * 4 * 512) + 1024 * 1024
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

/** Functions run as users of their own; what their owner could read at home they must be able to read here. */
function makeReadable(entry: ReadEntry): void {
  const isFolder = entry.type === 'Directory'
  entry.mode = ((entry.mode ?? 0) & 0o777) | (isFolder ? 0o755 : 0o644)
}

/** Why an entry must not be unpacked; null when it may. */
function objection(path: string, entry: ReadEntry): string | null {
  if (!kinds.has(entry.type)) return 'is neither a file nor a folder'
  if (path.startsWith('/')) return 'is an absolute path'
  if (leaves(path)) return 'lies outside of the archive'
  const target = entry.linkpath
  if (entry.type === 'Link' && (target === undefined || target.startsWith('/') || leaves(target))) {
    return 'is a link to the outside'
  }
  if (entry.type === 'SymbolicLink') {
    if (target === undefined || target.startsWith('/')) return 'is a link to the outside'
    if (leaves(posix.join(posix.dirname(path), target))) return 'is a link to the outside'
  }
  return null
}

function leaves(path: string): boolean {
  const plain = posix.normalize(path)
  return plain === '..' || plain.startsWith('../')
}
