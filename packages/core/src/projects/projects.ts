import type { Database, Queryable, Transaction } from '@basalt/database'
import { type Actor, fail } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { lockOwnedProject, ownedProject, worksIn } from './ownership.ts'
import { type ProjectModel, presentProject } from './present.ts'
import { consoleProjectId } from './project.ts'
import {
  deleteProject,
  findProjectRecord,
  insertProject,
  type ProjectDetails,
  type ProjectRecord,
  projectsOfTeam,
  updateProjectDetails,
  updateProjectSettings,
  updateProjectTeam,
} from './queries.ts'
import { abandonSchema, claimSchema, createProjectSchema, discardSchema, dropSchema } from './schemas.ts'
import { newProjectSettings, type ProjectSettings, readSettings } from './settings.ts'

export type NewProject = {
  readonly id: string
  readonly name: string
  readonly teamId: string
  readonly region: string
  readonly details: ProjectDetails
}

/**
 * Makes a project in an organisation in which the actor works. Its schema comes first and its row second: a crash
 * in between leaves a schema that the sweep drops. `record` appends to the activity in the row's transaction.
 * @throws `team_not_found`, `project_reserved_project`, `project_already_exists`
 */
export async function createProject(
  database: Database,
  secrets: Secrets,
  actor: Actor,
  input: NewProject,
  record: (tx: Transaction, project: ProjectModel) => Promise<void>,
): Promise<ProjectModel> {
  if (!worksIn(actor, input.teamId)) throw fail('team_not_found', { teamId: input.teamId })
  if (input.id === consoleProjectId) throw fail('project_reserved_project')
  // The unique key decides below; this look spares a schema for the common mistake.
  if (await findProjectRecord(database.platform, input.id)) {
    throw fail('project_already_exists', { projectId: input.id })
  }
  const schema = await createProjectSchema(database)
  try {
    return await database.platform.transaction(async (tx) => {
      await claimSchema(tx, schema.schemaName)
      await insertProject(tx, { ...input, ...schema, settings: newProjectSettings })
      const project = await presentProject(tx, secrets, await ownedProject(tx, actor, input.id))
      await record(tx, project)
      return project
    })
  } catch (error) {
    // The sweep does it later when the database cannot do it now; the caller hears the first error.
    await discardSchema(database, schema.schemaName).catch(() => undefined)
    throw error
  }
}

export async function getProject(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
): Promise<ProjectModel> {
  return presentProject(db, secrets, await ownedProject(db, actor, projectId))
}

/** Replaces name and details. */
export async function updateProject(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  input: { readonly name: string; readonly details: ProjectDetails },
): Promise<ProjectModel> {
  await lockOwnedProject(tx, actor, projectId)
  await updateProjectDetails(tx, projectId, input.name, input.details)
  return getProject(tx, secrets, actor, projectId)
}

/** Changes settings: `change` is given the stored ones and returns the new ones. */
export async function changeSettings(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  change: (settings: ProjectSettings) => ProjectSettings,
): Promise<ProjectModel> {
  const project = await lockOwnedProject(tx, actor, projectId)
  await updateProjectSettings(tx, projectId, change(readSettings(project.settings)))
  return getProject(tx, secrets, actor, projectId)
}

/** Moves a project to another organisation in which the actor works. @throws `team_not_found` */
export async function moveProject(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  teamId: string,
): Promise<ProjectModel> {
  await lockOwnedProject(tx, actor, projectId)
  if (!worksIn(actor, teamId)) throw fail('team_not_found', { teamId })
  await updateProjectTeam(tx, projectId, teamId)
  return getProject(tx, secrets, actor, projectId)
}

/** Deletes a project at once, and its data after the commit; the sweep finishes what a crash leaves. */
export async function removeProject(
  tx: Transaction,
  database: Database,
  actor: Actor,
  projectId: string,
): Promise<void> {
  await removeRecord(tx, database, await lockOwnedProject(tx, actor, projectId))
}

/** Deletes the projects of an organisation that is being deleted; its owner was checked by the caller. */
export async function removeProjectsOf(tx: Transaction, database: Database, teamId: string): Promise<void> {
  const projects = await projectsOfTeam(tx, teamId)
  for (const project of projects) await removeRecord(tx, database, project)
}

async function removeRecord(tx: Transaction, database: Database, project: ProjectRecord): Promise<void> {
  await deleteProject(tx, project.id)
  await abandonSchema(tx, project.schemaName)
  tx.afterCommit(() => dropSchema(database, project.schemaName))
}
