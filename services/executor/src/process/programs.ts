import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
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
  const mounts: Mount[] = []
  for (const name of names) {
    const found = name === 'node' ? process.execPath : findIn(`${usual}${delimiter}${path}`, name)
    if (found === null) missing.push(name)
    else if (!found.startsWith('/usr/') && !found.startsWith('/bin/')) mounts.push(mountOf(name, found))
  }
  if (missing.length > 0) {
    const message = `${missing.join(', ')} must be installed on the machine of the executor to run this runtime.`
    throw new ExecutorError('runtime_unavailable', { message })
  }
  return { mounts, path: [...mounts.map(({ to }) => join(to, 'bin')), usual].join(':') }
}

/** A program comes with the folder that it was installed to, as it may load files from there. */
function mountOf(name: string, found: string): Mount {
  return { from: dirname(dirname(realpathSync(found))), to: join(folder, name) }
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
