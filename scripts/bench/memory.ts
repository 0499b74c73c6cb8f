import { readdirSync, readFileSync } from 'node:fs'

export type ProcessMemory = { readonly pid: number; readonly name: string; readonly pssMb: number }

/** Memory of a process and all its descendants in MB: PSS, so that shared pages count once. */
export function memoryOf(root: number): readonly ProcessMemory[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : null
    if (parent !== null) parents.set(Number(entry), parent)
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true
    return false
  }
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    const memory = read(pid)
    return memory ? [memory] : []
  })
}

/** Of the Node processes alone: the stores hold no sockets and no files. */
export function nodeMemoryMb(root: number): number {
  return totalMb(nodeProcesses(root))
}

export function nodeProcesses(root: number): readonly ProcessMemory[] {
  return memoryOf(root).filter(({ name }) => name.startsWith('node') || name.startsWith('MainThread'))
}

export function totalMb(parts: readonly ProcessMemory[]): number {
  return parts.reduce((total, { pssMb }) => total + pssMb, 0)
}

function parentOf(pid: number): number | null {
  try {
    // The name in brackets may hold spaces: the fields after it are counted from the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null // ended meanwhile
  }
}

function read(pid: number): ProcessMemory | null {
  try {
    const kb = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    return { pid, name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), pssMb: kb / 1024 }
  } catch {
    return null // ended meanwhile
  }
}
