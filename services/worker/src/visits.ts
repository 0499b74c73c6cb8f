import { eachActiveProject, eachDueProject, forgetGone, forgetQuiet, noteActive } from '@basalt/core/maintenance'
import { consoleProjectId, type Project } from '@basalt/core/projects'
import { join, name, sql, StoreUnavailable } from '@basalt/database'
import { dailyDuties, type Duty, type Place, type PromptDuty, promptDuties } from './duties.ts'
import type { Services } from './services.ts'

/** Projects that one run visits for the day: ten thousand take ten runs. */
const mostAtOnce = 1000

/**
 * Does what is left to do in the projects where something was changed of late: one query finds out what. A project with
 * nothing left is forgotten, until something changes in it again.
 */
export async function visitActive(services: Services, signal: AbortSignal): Promise<void> {
  const { database, projects } = services
  const duties = promptDuties(services)
  await eachActiveProject(database, projects, signal, (project) =>
    guarded(services, project, 'a visit', async () => {
      const place = placeOf(services, project, signal)
      const left = await leftOf(duties, place)
      for (const duty of left) await perform(services, duty, place)
      if (left.length === 0 && project.id !== consoleProjectId) await forgetQuiet(database, project.schema)
    }),
  )
  await forgetGone(database)
}

/** Does everything in the projects that were not visited for a day, and finds those that should have been noted as active. */
export async function visitDue(services: Services, signal: AbortSignal): Promise<void> {
  const { database, projects } = services
  await eachDueProject(database, projects, signal, mostAtOnce, (project) => visitForTheDay(services, project, signal))
}

export async function visitForTheDay(services: Services, project: Project, signal: AbortSignal): Promise<void> {
  await guarded(services, project, 'the daily visit', async () => {
    const place = placeOf(services, project, signal)
    const prompt = promptDuties(services)
    for (const duty of [...dailyDuties, ...prompt]) await perform(services, duty, place)
    const left = await leftOf(prompt, place)
    if (left.length > 0 && project.id !== consoleProjectId) await noteActive(services.database, project.schema)
  })
}

function placeOf({ database }: Services, project: Project, signal: AbortSignal): Place {
  return { project, schema: database.schema(project.schema), signal }
}

/** The duties that have something left in a project, by one query. */
async function leftOf(duties: readonly PromptDuty[], { schema }: Place): Promise<readonly PromptDuty[]> {
  const flags = duties.map(({ left }, index) => sql`EXISTS (${left}) AS ${name(`left${index}`)}`)
  const found = await schema.one<Readonly<Record<string, number>>>(sql`SELECT ${join(flags)}`)
  return duties.filter((_, index) => found?.[`left${index}`] === 1)
}

async function perform(services: Services, duty: Duty, place: Place): Promise<void> {
  if (place.signal.aborted) return
  await guarded(services, place.project, duty.name, () => duty.run(services, place))
}

/** One project, or one duty in it, that fails holds up no other. Where the store is away, all of them wait. */
async function guarded(
  { log, projects }: Services,
  project: Project,
  duty: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    if ((await projects.find(project.id)) === null) return // it was deleted meanwhile
    log.error({ err: error, projectId: project.id, duty }, 'maintenance of a project failed')
  }
}
