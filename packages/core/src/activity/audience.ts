import { partsOf } from './names.ts'

/** A role that no permission can name: administrators of a project who may read all of it hear all of its events. */
export const overseer = '*'

/** Who hears an event in realtime: the project it is published to, the channels that list it, the roles that may. */
export type Audience = {
  readonly project: 'own' | 'console'
  readonly channels: readonly string[]
  readonly roles: readonly string[]
}

/** Facts that only the feature knows: read roles of the record, and the team that owns the project. */
export type AudienceFacts = {
  readonly readRoles: readonly string[]
  readonly projectId: string
  readonly teamId: string
}

/** Null when nobody can listen to this kind of event. */
export function audienceOf(event: string, facts: AudienceFacts): Audience | null {
  const { levels } = partsOf(event)
  const types = levels.map(([type]) => type).join('.')
  const ids = levels.map(([, id]) => id)
  const [first = '', second = '', third = ''] = ids
  const team = {
    project: 'console',
    channels: ['console', `projects.${facts.projectId}`],
    roles: [`team:${facts.teamId}`],
  } as const
  switch (types) {
    case 'databases.collections.documents':
    case 'databases.tables.rows':
      return { project: 'own', channels: rowChannels(first, second, third), roles: facts.readRoles }
    case 'databases.collections.attributes':
    case 'databases.tables.columns':
    case 'databases.collections.indexes':
    case 'databases.tables.indexes':
    case 'functions.deployments':
    case 'rules':
    case 'projects':
      return team
    case 'teams':
      return { project: 'own', channels: ['teams', `teams.${first}`], roles: [`team:${first}`] }
    case 'teams.memberships':
      return { project: 'own', channels: ['memberships', `memberships.${second}`], roles: [`team:${first}`] }
    case 'functions.executions':
      return {
        project: 'own',
        channels: [...team.channels, 'executions', `executions.${second}`, `functions.${first}`],
        roles: facts.readRoles,
      }
    case 'buckets.files':
      return {
        project: 'own',
        channels: ['files', `buckets.${first}.files`, `buckets.${first}.files.${second}`],
        roles: facts.readRoles,
      }
    default:
      if (levels[0]?.[0] !== 'users') return null
      return { project: 'own', channels: ['account', `account.${first}`], roles: [`user:${first}`] }
  }
}

function rowChannels(databaseId: string, tableId: string, rowId: string): readonly string[] {
  const rows = `databases.${databaseId}.tables.${tableId}.rows`
  const documents = `databases.${databaseId}.collections.${tableId}.documents`
  return ['rows', rows, `${rows}.${rowId}`, 'documents', documents, `${documents}.${rowId}`]
}
