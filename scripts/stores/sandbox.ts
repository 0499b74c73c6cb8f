import type { Progress } from '../progress.mjs'
import { canInstall, findProgram, installPackages, updateLists } from './programs.ts'

/** Brings bubblewrap, in which functions run. Everything else of Basalt works without it, so nothing fails here. */
export async function bringSandbox(progress: Progress): Promise<void> {
  if (process.platform !== 'linux' || findProgram('bwrap') !== null) return
  if (!canInstall()) return progress.line('  functions need the package bubblewrap, which is not installed')
  const names = { doing: 'installing bubblewrap', done: 'bubblewrap installed' }
  const install = async (): Promise<void> => {
    await updateLists()
    await installPackages(['bubblewrap'])
  }
  await progress.step(names, install).catch((error: unknown) => {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    progress.line(`  functions will not run: ${reason}`)
  })
}
