import type { Progress } from '../progress.mjs'
import { canInstall, findProgram, installPackages, updateLists } from './programs.ts'

/** Debian packages by the program that shows that they are there. */
type Packages = Readonly<Record<string, string>>

/** Brings bubblewrap, in which functions run, and `more`. Everything else of Basalt works without, so nothing fails here. */
export async function bringSandbox(progress: Progress, more: Packages = {}): Promise<void> {
  const wanted = Object.entries({ bwrap: 'bubblewrap', ...more })
  const missing = wanted.filter(([program]) => findProgram(program) === null).map(([, name]) => name)
  if (process.platform !== 'linux' || missing.length === 0) return
  const list = missing.join(', ')
  if (!canInstall()) return progress.line(`  functions need packages that are not installed: ${list}`)
  const install = async (): Promise<void> => {
    await updateLists()
    await installPackages(missing)
  }
  await progress.step({ doing: `installing ${list}`, done: `installed ${list}` }, install).catch((error: unknown) => {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    progress.line(`  functions will not run: ${reason}`)
  })
}
