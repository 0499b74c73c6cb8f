import { type Database, sql, type Sql } from '@basalt/database'
import type { Project, ProjectDirectory } from '../projects/index.ts'

const pageSize = 200
const parallelProjects = 4

type Work = (project: Project) => Promise<void>

/** Projects of which somebody wants to hear: the others cost nothing but their place in this statement. */
const listening = sql`(hasFunctions OR EXISTS (SELECT 1 FROM webhooks WHERE webhooks.projectId = projects.id))`
const active = sql`schemaName IN (SELECT schemaName FROM activeSchemas)`

/** As `eachActiveProject`, for projects with webhooks or functions, one after the other and without the console. */
export async function eachActiveListener(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: Work,
): Promise<void> {
  await inPages(database, projects, signal, sql`${active} AND ${listening}`, 1, work)
}

/** Calls `work` for the console and every project in which something was changed of late or is left to do, some at a time. */
export async function eachActiveProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: Work,
): Promise<void> {
  await work(projects.console)
  await inPages(database, projects, signal, active, parallelProjects, work)
}

/** Calls `work` for the console and every project, oldest first, one after the other, until `signal` fires. */
export async function eachProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  work: Work,
): Promise<void> {
  await work(projects.console)
  await inPages(database, projects, signal, sql`TRUE`, 1, work)
}

/**
 * Calls `work`, which must not fail, for projects that had no daily visit for a day, those that wait longest first and
 * `most` of them: the rest is for the next time, so that one run never takes long.
 */
export async function eachDueProject(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  most: number,
  work: Work,
): Promise<void> {
  const due = await database.platform.all<{ id: string }>(
    sql`SELECT id FROM projects WHERE maintainedAt < UTC_TIMESTAMP(3) - INTERVAL 1 DAY ORDER BY maintainedAt LIMIT ${most}`,
  )
  await inLanes(due, parallelProjects, signal, async ({ id }) => {
    const project = await projects.find(id)
    if (project) await work(project)
    if (signal.aborted) return
    await database.platform.run(sql`UPDATE projects SET maintainedAt = UTC_TIMESTAMP(3) WHERE id = ${id}`)
  })
}

async function inPages(
  database: Database,
  projects: ProjectDirectory,
  signal: AbortSignal,
  condition: Sql,
  lanes: number,
  work: Work,
): Promise<void> {
  for (let after = 0; !signal.aborted;) {
    const page = await database.platform.all<{ id: string; sequence: number }>(
      sql`SELECT id, sequence FROM projects WHERE sequence > ${after} AND ${condition}
          ORDER BY sequence LIMIT ${pageSize}`,
    )
    await inLanes(page, lanes, signal, async ({ id }) => {
      const project = await projects.find(id)
      if (project) await work(project)
    })
    if (page.length < pageSize) return
    after = page.at(-1)?.sequence ?? after
  }
}

/** Works through a list with so many at a time, in its order. The first failure ends it. */
async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  const lane = async (): Promise<void> => {
    for (const item of rest) {
      if (signal.aborted) return
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
