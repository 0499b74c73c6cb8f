import { type Database, sql } from '@basalt/database'
import type { Project, ProjectDirectory } from '../projects/index.ts'

const pageSize = 200

/** Calls `work` for the console and every project, oldest first, one after the other, until `signal` fires. */
export async function eachProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: (project: Project) => Promise<void>,
): Promise<void> {
  await work(projects.console)
  for (let after = 0; !signal.aborted;) {
    const page = await database.platform.all<{ id: string; sequence: number }>(
      sql`SELECT id, sequence FROM projects WHERE sequence > ${after} ORDER BY sequence LIMIT ${pageSize}`,
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
