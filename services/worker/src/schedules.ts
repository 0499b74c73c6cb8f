import { rotateSecrets } from '@basalt/core/maintenance'
import { sweepOrphanSchemas } from '@basalt/core/projects'
import { removeBrokenUploads, removeProjectFiles } from '@basalt/core/storage'
import type { Services } from './services.ts'
import { visitActive, visitDue, visitForTheDay } from './visits.ts'

export type Schedule = {
  readonly name: string
  readonly everySeconds: number
  /** Bears repetition and being stopped half way: the next run does what is left. */
  readonly run: (services: Services, signal: AbortSignal) => Promise<void>
}

/** Everything that happens by the clock. What happens in projects is in `duties.ts`. */
export const schedules: readonly Schedule[] = [
  { name: 'projects.active', everySeconds: 120, run: visitActive },
  { name: 'projects.daily', everySeconds: 60, run: visitDue },
  {
    name: 'console.daily',
    everySeconds: 3600,
    run: (services, signal) => visitForTheDay(services, services.projects.console, signal),
  },
  {
    name: 'uploads.broken',
    everySeconds: 3600,
    async run({ config, storage, log }) {
      const removed = await removeBrokenUploads(config, storage)
      if (removed > 0) log.info({ removed }, 'uploads that a killed process had left were removed')
    },
  },
  {
    name: 'secrets.rotation',
    everySeconds: 3600,
    async run({ config, database, projects, secrets, log }, signal) {
      if (config.secrets.previous.length === 0) return
      const { resealed, unreadable } = await rotateSecrets(database, projects, secrets, signal)
      if (unreadable > 0)
        log.error({ unreadable }, 'stored values were encrypted under secrets that are not configured')
      const message = 'were encrypted under the current secret; once there are none, the previous ones can go'
      log.info({ resealed }, `stored values ${message}`)
    },
  },
  {
    name: 'projects.orphans',
    everySeconds: 900,
    async run({ database, storage, log }) {
      const removed = await sweepOrphanSchemas(database, (schema) => removeProjectFiles(storage, schema))
      if (removed > 0) log.info({ removed }, 'schemas of deleted projects removed')
    },
  },
]
