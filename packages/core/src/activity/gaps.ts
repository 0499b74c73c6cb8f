import { setTimeout as pause } from 'node:timers/promises'
import type { Bus } from '@basalt/bus'
import { publishGap } from './realtime.ts'

const retryMs = 500

/** Projects whose listeners have missed something and do not know it yet. */
const owed = new WeakMap<Bus, Set<string>>()

/** Whether a gap will be told: until then events of the project need not be, and nobody who writes waits for Redis. */
export function owesGap(bus: Bus, projectId: string): boolean {
  return owed.get(bus)?.has(projectId) ?? false
}

/** An event could not be told, as Redis was away. Once it is back, listeners are told that they have missed something. */
export function oweGap(bus: Bus, projectId: string): void {
  const known = owed.get(bus)
  if (known) {
    known.add(projectId)
    return
  }
  const projects = new Set([projectId])
  owed.set(bus, projects)
  void settle(bus, projects)
}

async function settle(bus: Bus, projects: Set<string>): Promise<void> {
  while (projects.size > 0 && !bus.isClosed) {
    await pause(retryMs, undefined, { ref: false })
    for (const projectId of projects) {
      // What happens from here on is told again: none of it may fall between the mark and that.
      projects.delete(projectId)
      const isTold = await publishGap(bus, projectId).then(
        () => true,
        () => false, // it is still away
      )
      if (isTold) continue
      projects.add(projectId)
      break
    }
  }
  owed.delete(bus)
}
