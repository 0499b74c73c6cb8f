import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: its start time. Null when there is no such process.
 */
export function identify(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The name, in brackets, may itself hold brackets and spaces: fields are counted after the last one.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return state === 'Z' ? null : (fields[18] ?? null)
    }
    const shown = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 })
    return shown.trim() || null
  } catch {
    return null
  }
}

/** True when `pid` is a `program` that works in `folder`: a leftover of ours, and not a stranger with its number. */
export function isOurs(pid: number, program: string, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const sameFolder = readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
      // An upgrade of the package in the meantime adds " (deleted)" to the link.
      const running = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
      return sameFolder && running === realpathSync(program)
    }
    const shown = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 })
    return shown.includes(program) && shown.includes(folder)
  } catch {
    return false
  }
}

/** Waits until a process that is not our child has ended; false when it outlived the deadline. */
export async function waitForEnd(pid: number, deadlineMs: number): Promise<boolean> {
  const identity = identify(pid)
  if (identity === null) return true
  const giveUpAt = performance.now() + deadlineMs
  while (identify(pid) === identity) {
    if (performance.now() > giveUpAt) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return true
}
