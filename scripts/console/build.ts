import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Problem, type Progress } from '../progress.mjs'

const timeoutMs = 120_000

/** Builds the console unless its sources are as they were last time. @returns the folder of the built files */
export async function buildConsole(root: string, progress: Progress): Promise<string> {
  const folder = join(root, 'services', 'console')
  const output = join(folder, 'dist')
  const stamp = join(output, '.sources')
  const sources = fingerprint(folder)
  if (readOrNull(stamp) === sources) return output
  const names = { doing: 'building the console', done: 'console' }
  await progress.step(names, async () => {
    const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js')
    const env = { ...process.env, NODE_ENV: 'production' }
    try {
      const options = { cwd: folder, env, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 }
      await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], options)
    } catch (error) {
      throw new Problem(`The console cannot be built: ${error instanceof Error ? error.message : String(error)}`)
    }
    writeFileSync(stamp, sources)
  })
  return output
}

function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  const files = globSync(['src/**/*', 'public/**/*', '*.{json,html,ts}'], { cwd: folder, withFileTypes: true })
  for (const path of files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()) {
    hash.update(path.slice(folder.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // not built yet
  }
}
