import { int, isDuplicate, list, type Queryable, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { ProjectSettings } from './settings.ts'

export type ProjectRecord = {
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly schemaName: string
  readonly teamId: string
  readonly name: string
  readonly details: string
  readonly settings: string
  readonly pingCount: number
  readonly pingedAt: string | null
}

/** What an owner says about a project, beside its name. */
export type ProjectDetails = {
  readonly description: string
  readonly logo: string
  readonly url: string
  readonly legalName: string
  readonly legalCountry: string
  readonly legalState: string
  readonly legalCity: string
  readonly legalAddress: string
  readonly legalTaxId: string
}

export const projectColumns = sql`id, createdAt, updatedAt, schemaName, teamId, name, details, settings, pingCount, pingedAt`

export async function findProjectRecord(db: Queryable, id: string): Promise<ProjectRecord | null> {
  return db.one<ProjectRecord>(sql`SELECT ${projectColumns} FROM projects WHERE id = ${id}`)
}

/** Holds the project until the transaction ends. Null when there is none. */
export async function lockProjectRecord(tx: Transaction, id: string): Promise<ProjectRecord | null> {
  return tx.one<ProjectRecord>(sql`SELECT ${projectColumns} FROM projects WHERE id = ${id} FOR UPDATE`)
}

/** Projects of an organisation, held until the transaction ends. */
export async function projectsOfTeam(tx: Transaction, teamId: string): Promise<readonly ProjectRecord[]> {
  return tx.all<ProjectRecord>(
    sql`SELECT ${projectColumns} FROM projects WHERE teamId = ${teamId} ORDER BY sequence FOR UPDATE`,
  )
}

export type NewProjectRecord = {
  readonly id: string
  readonly name: string
  readonly teamId: string
  readonly region: string
  readonly details: ProjectDetails
  readonly settings: ProjectSettings
  readonly schemaName: string
  readonly schemaVersion: number
}

/** @throws `project_already_exists` */
export async function insertProject(tx: Transaction, project: NewProjectRecord): Promise<void> {
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO projects
            (id, createdAt, updatedAt, schemaName, schemaVersion, teamId, name, region, details, settings, accessedAt, search)
          VALUES (${project.id}, ${now}, ${now}, ${project.schemaName}, ${project.schemaVersion}, ${project.teamId},
            ${project.name}, ${project.region}, ${JSON.stringify(project.details)}, ${JSON.stringify(project.settings)},
            ${now}, ${searchText(project)})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('project_already_exists', { projectId: project.id }, error)
    throw error
  }
}

export async function updateProjectDetails(
  tx: Transaction,
  id: string,
  name: string,
  details: ProjectDetails,
): Promise<void> {
  await tx.run(
    sql`UPDATE projects SET name = ${name}, details = ${JSON.stringify(details)}, search = ${searchText({ id, name })},
          updatedAt = ${new Date()}, version = version + 1 WHERE id = ${id}`,
  )
}

export async function updateProjectSettings(tx: Transaction, id: string, settings: ProjectSettings): Promise<void> {
  await tx.run(
    sql`UPDATE projects SET settings = ${JSON.stringify(settings)}, updatedAt = ${new Date()}, version = version + 1
        WHERE id = ${id}`,
  )
}

export async function updateProjectTeam(tx: Transaction, id: string, teamId: string): Promise<void> {
  await tx.run(
    sql`UPDATE projects SET teamId = ${teamId}, updatedAt = ${new Date()}, version = version + 1 WHERE id = ${id}`,
  )
}

/** Moves the version alone: something that every cached copy of the project holds has changed. */
export async function moveVersion(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`UPDATE projects SET version = version + 1 WHERE id = ${id}`)
}

/** Deletes a project with all that belongs to it outside of its own schema. */
export async function deleteProject(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM apiKeys WHERE projectId = ${id}`)
  await tx.run(sql`DELETE FROM devKeys WHERE projectId = ${id}`)
  await tx.run(sql`DELETE FROM platforms WHERE projectId = ${id}`)
  await tx.run(sql`DELETE FROM webhooks WHERE projectId = ${id}`)
  await tx.run(sql`DELETE FROM rules WHERE projectId = ${id}`)
  await tx.run(sql`DELETE FROM projects WHERE id = ${id}`)
}

/** Rows of a project's part (keys, platforms, …) for several projects in one read, grouped by project. */
export async function partsOfProjects<T extends { readonly projectId: string }>(
  db: Queryable,
  select: ReturnType<typeof sql>,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly T[]>> {
  if (projectIds.length === 0) return new Map()
  const rows = await db.all<T>(
    sql`${select} WHERE projectId IN ${list(projectIds)} ORDER BY sequence LIMIT ${int(maxParts * projectIds.length)}`,
  )
  return Map.groupBy(rows, (row) => row.projectId)
}

/** So many keys, platforms or webhooks a project may show at most. */
export const maxParts = 5000

function searchText(project: { readonly id: string; readonly name: string }): string {
  return `${project.id} ${project.name}`
}
