import type { Caller } from '@basalt/core/access'
import { consoleProjectId, type Project } from '@basalt/core/projects'
import { sql } from '@basalt/database'
import type { Services } from './services.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Then all is forgotten, and refreshed once more. */
const maxSeen = 50_000
const seen = new WeakMap<Services, Map<string, number>>()

/**
 * Refreshes `accessedAt` of the user, key and project of a request, each at most once a day and process.
 * It happens beside the request: losing one costs nothing.
 */
export function touch(services: Services, project: Project, caller: Caller): void {
  const now = Date.now()
  const home = services.database.schema(
    caller.actor.kind === 'admin' ? services.projects.console.schema : project.schema,
  )
  const { platform } = services.database
  const at = new Date(now)
  const work: [string, () => Promise<unknown>][] = []
  if (caller.user) {
    const { id } = caller.user
    work.push([`user:${home.schema}:${id}`, () => home.run(sql`UPDATE users SET accessedAt = ${at} WHERE id = ${id}`)])
  }
  if (caller.actor.keyId !== null) {
    const { keyId } = caller.actor
    work.push([`key:${keyId}`, () => platform.run(sql`UPDATE apiKeys SET accessedAt = ${at} WHERE id = ${keyId}`)])
  }
  if (project.id !== consoleProjectId) {
    work.push([
      `project:${project.id}`,
      () => platform.run(sql`UPDATE projects SET accessedAt = ${at} WHERE id = ${project.id}`),
    ])
  }
  const times = seen.get(services) ?? new Map<string, number>()
  seen.set(services, times)
  for (const [key, update] of work) {
    if (now - (times.get(key) ?? 0) < dayMs) continue
    if (times.size >= maxSeen) times.clear()
    times.set(key, now)
    services.database.runDetached(async () => void (await update()))
  }
}
