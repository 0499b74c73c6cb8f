import { readFileSync } from 'node:fs'
import type { Container, Fleet } from './fleet.ts'

/** The processes of a container, by their ids on this machine. */
export async function processesOf(fleet: Fleet, container: Container): Promise<readonly number[]> {
  const [, ...pids] = (await fleet.docker('top', container.id, '-eo', 'pid')).split('\n')
  return pids.map(Number)
}

/** Memory that processes hold, shared pages counted once over all that share them. In MB. */
export function memoryOf(pids: readonly number[]): number {
  let kilobytes = 0
  for (const pid of pids) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    kilobytes += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1])
  }
  return kilobytes / 1024
}

/** The user ids (real, effective, saved, file system) that a process runs under. */
export function userIdsOf(pid: number): readonly number[] {
  const [, ids = ''] = /^Uid:\s+(.+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return ids.split('\t').map(Number)
}
