import { accessSync, constants, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { ExecutorError } from '@basalt/executor-client'
import type { Mount } from './sandbox.ts'

/** Where programs from outside of /usr are shown to functions. */
const folder = '/opt'
/** Where those of the system are. They come first: on the PATH there may be wrappers that work nowhere else. */
const usual = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Finds the programs of a runtime on this machine: what must be mounted for them, and the PATH on which they are found.
 * `node` is the one that runs Basalt.
 * @throws {ExecutorError} `runtime_unavailable`, with the names of those that are not installed
 */
export function findPrograms(
  names: readonly string[],
  path: string,
): { readonly mounts: readonly Mount[]; readonly path: string } {
  const missing: string[] = []
  const places: Place[] = []
  for (const name of names) {
    const found = name === 'node' ? process.execPath : findIn(`${usual}${delimiter}${path}`, name)
    if (found === null) missing.push(name)
    else places.push(placeOf(name, found))
  }
  if (missing.length > 0) {
    const message = `${missing.join(', ')} must be installed on the machine of the executor to run this runtime.`
    throw new ExecutorError('runtime_unavailable', { message })
  }
  const mounts = places.flatMap(({ mount }) => mount ?? [])
  return { mounts, path: [...places.map(({ folder }) => folder), usual].join(':') }
}

/** Where a program is found in the sandbox, and the mount that it takes. */
type Place = { readonly mount: Mount | null; readonly folder: string }

/** /usr is there as it is. From elsewhere, a program comes with the folder that it was installed to, as it may load files from there. */
function placeOf(name: string, found: string): Place {
  if (found.startsWith('/usr/') || found.startsWith('/bin/')) return { mount: null, folder: dirname(found) }
  const own = dirname(realpathSync(found))
  const to = join(folder, name)
  if (basename(own) !== 'bin') return { mount: { from: own, to }, folder: to }
  return { mount: { from: dirname(own), to }, folder: join(to, 'bin') }
}

function findIn(path: string, name: string): string | null {
  for (const place of path.split(delimiter)) {
    const candidate = join(place, name)
    try {
      accessSync(candidate, constants.X_OK)
      return candidate
    } catch {
      // Not here: the next place is tried.
    }
  }
  return null
}
