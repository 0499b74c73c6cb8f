import type { Database, Queryable, Schema, Transaction } from '@basalt/database'
import { type Actor, fail, type Scope } from '@basalt/types'
import { findProjectRecord, lockProjectRecord, type ProjectRecord } from './queries.ts'

/** Roles in an organisation that may work on its projects. */
const ownerRoles = ['owner', 'developer', 'admin']

/** Scopes that come with another one: what a caller may do with tables, it may do with their columns. */
const impliedBy: Readonly<Partial<Record<Scope, readonly Scope[]>>> = {
  'attributes.read': ['collections.read'],
  'attributes.write': ['collections.write'],
  'columns.read': ['tables.read'],
  'columns.write': ['tables.write'],
  'indexes.read': ['collections.read', 'tables.read'],
  'indexes.write': ['collections.write', 'tables.write'],
  'assistant.read': ['projects.write'],
}

/** True when the actor works in this organisation, so that it may have and handle projects there. */
export function worksIn(actor: Actor, teamId: string): boolean {
  return ownerRoles.some((role) => actor.roles.has(`team:${teamId}/${role}`))
}

/** The project, for those who work in its organisation. @throws `project_not_found` for everybody else */
export async function ownedProject(db: Queryable, actor: Actor, projectId: string): Promise<ProjectRecord> {
  return owned(await findProjectRecord(db, projectId), actor, projectId)
}

/** The project's own schema, for those who work in its organisation. @throws `project_not_found` */
export async function ownedSchema(database: Database, actor: Actor, projectId: string): Promise<Schema> {
  return database.schema((await ownedProject(database.platform, actor, projectId)).schemaName)
}

/** The project, held so that nobody else changes it before the transaction ends. @throws `project_not_found` */
export async function lockOwnedProject(tx: Transaction, actor: Actor, projectId: string): Promise<ProjectRecord> {
  return owned(await lockProjectRecord(tx, projectId), actor, projectId)
}

/** Nobody hands out more than they have. @throws `general_unauthorized_scope` */
export function authoriseGrant(actor: Actor, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => {
    const implying = impliedBy[scope as Scope] ?? [] // an unknown one is implied by nothing
    return !actor.scopes.has(scope) && !implying.some((other) => actor.scopes.has(other))
  })
  if (missing.length === 0) return
  throw fail('general_unauthorized_scope', {
    reason: `You cannot grant scopes that you lack: ${missing.join(', ')}.`,
  })
}

function owned(project: ProjectRecord | null, actor: Actor, projectId: string): ProjectRecord {
  if (project === null || !worksIn(actor, project.teamId)) throw fail('project_not_found', { projectId })
  return project
}
