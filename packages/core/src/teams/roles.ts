import { fail } from '@basalt/types'
import { consoleProjectId, type Project } from '../projects/index.ts'

/** Roles that a member of an organisation may have; teams of projects name theirs freely. */
const consoleRoles: readonly string[] = ['owner', 'developer', 'admin']

/** @throws `general_argument_invalid` for a role that organisations do not know */
export function checkRoles(project: Project, roles: readonly string[]): void {
  if (project.id !== consoleProjectId) return
  const unknown = roles.find((role) => !consoleRoles.includes(role))
  if (unknown === undefined) return
  throw fail('general_argument_invalid', { reason: `Parameter \`roles\` must hold only: ${consoleRoles.join(', ')}.` })
}
