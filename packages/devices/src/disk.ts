import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DeviceError } from './device.ts'

const reasons: Readonly<Record<string, DeviceError['reason']>> = {
  ENOENT: 'missing',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
}

/** A fault of a disk as what it means; any other as it is. */
export function asDeviceError(error: unknown): unknown {
  const reason = reasons[codeOf(error)]
  return reason === undefined ? error : new DeviceError(reason, error)
}

/** Makes a folder and those above it. Node's own tells of a disk that takes nothing as of a folder that is missing. */
export async function makeFolder(path: string): Promise<void> {
  const failure = await makeOne(path)
  if (failure === null) return
  if (codeOf(failure) !== 'ENOENT' || dirname(path) === path) throw failure
  await makeFolder(dirname(path))
  const second = await makeOne(path)
  if (second !== null) throw second
}

/** Null when the folder is there now; otherwise what was in the way. */
async function makeOne(path: string): Promise<unknown> {
  try {
    await mkdir(path, { mode: 0o700 })
    return null
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? null : error
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | null)?.code ?? ''
}
