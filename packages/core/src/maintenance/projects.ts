import { type Database, sql, type Sql } from '@basalt/database'
import type { Project, ProjectDirectory } from '../projects/index.ts'

const pageSize = 200

/** Projects of which somebody wants to hear: the others cost nothing but their place in this statement. */
const listening = sql`hasFunctions OR EXISTS (SELECT 1 FROM webhooks WHERE webhooks.projectId = projects.id)`

/** Calls `work` for every project with webhooks or functions, as `eachProject` does. */
export async function eachListeningProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: (project: Project) => Promise<void>,
): Promise<void> {
  await inPages(database, projects, signal, listening, work)
}

/** Calls `work` for the console and every project, oldest first, one after the other, until `signal` fires. */
export async function eachProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: (project: Project) => Promise<void>,
): Promise<void> {
  await work(projects.console)
  await inPages(database, projects, signal, sql`TRUE`, work)
}

async function inPages(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  condition: Sql,
  work: (project: Project) => Promise<void>,
): Promise<void> {
  for (let after = 0; !signal.aborted;) {
    const page = await database.platform.all<{ id: string; sequence: number }>(
      sql`SELECT id, sequence FROM projects WHERE sequence > ${after} AND (${condition})
          ORDER BY sequence LIMIT ${pageSize}`,
    )
    for (const { id } of page) {
      if (signal.aborted) return
      const project = await projects.find(id)
      if (project) await work(project)
    }
    if (page.length < pageSize) return
    after = page.at(-1)?.sequence ?? after
  }
}
