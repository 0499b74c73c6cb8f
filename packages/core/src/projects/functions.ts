import { type Schema, sql } from '@basalt/database'
import type { Project } from './project.ts'

/**
 * Notes that a project is about to have functions, or functions that listen to events: from now on activity is kept for
 * them, and workers look for what they have to do. Never taken back, so that a note whose function is not made after
 * all costs a look now and then, and nothing more.
 */
export async function noteFunctions(platform: Schema, project: Project, { listens }: { readonly listens: boolean }) {
  if (project.hasFunctions && !listens) return
  await platform.run(
    sql`UPDATE projects SET hasFunctions = TRUE, hasFunctionEvents = hasFunctionEvents OR ${listens},
          version = version + 1
        WHERE id = ${project.id} AND NOT (hasFunctions AND (hasFunctionEvents OR NOT ${listens}))`,
  )
}
