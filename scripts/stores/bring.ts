import type { Progress } from '../progress.mjs'
import { canInstall, findProgram, installPackages, updateLists } from './programs.ts'

/** Debian packages by the program that shows that they are there. */
type Packages = Readonly<Record<string, string>>

/** What functions need to run here: bubblewrap, which confines them. */
export const sandbox: Packages = { bwrap: 'bubblewrap' }

/** Brings programs that Basalt can do without: what misses is said, and nothing fails here. */
export async function bringPrograms(progress: Progress, wanted: Packages): Promise<void> {
  const missing = Object.entries(wanted)
    .filter(([program]) => findProgram(program) === null)
    .map(([, name]) => name)
  if (process.platform !== 'linux' || missing.length === 0) return
  const list = missing.join(', ')
  if (!canInstall()) return progress.line(`  packages that are not installed here: ${list}`)
  const install = async (): Promise<void> => {
    await updateLists()
    await installPackages(missing)
  }
  await progress.step({ doing: `installing ${list}`, done: `installed ${list}` }, install).catch((error: unknown) => {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    progress.line(`  ${list} could not be installed: ${reason}`)
  })
}
