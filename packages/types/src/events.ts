/** Events that webhooks and functions can listen to: what may follow the ids of each resource. */
const subscribable: Readonly<Record<string, readonly string[]>> = {
  users: [
    'create',
    'update',
    'delete',
    'update.email',
    'update.name',
    'update.password',
    'update.status',
    'update.prefs',
  ],
  'users.sessions': ['create', 'delete'],
  'users.recovery': ['create', 'update'],
  'users.verification': ['create', 'update'],
  'users.targets': ['create', 'update', 'delete'],
  'users.tokens': ['create'],
  'users.passkeys': ['create', 'delete'],
  teams: ['create', 'update', 'delete', 'update.prefs'],
  'teams.memberships': ['create', 'update', 'delete', 'update.status'],
  databases: ['create', 'update', 'delete'],
  'databases.tables': ['create', 'update', 'delete'],
  'databases.tables.rows': ['create', 'update', 'upsert', 'delete'],
  'databases.tables.columns': ['create', 'update', 'delete'],
  'databases.tables.indexes': ['create', 'update', 'delete'],
  'databases.collections': ['create', 'update', 'delete'],
  'databases.collections.documents': ['create', 'update', 'upsert', 'delete'],
  'databases.collections.attributes': ['create', 'update', 'delete'],
  'databases.collections.indexes': ['create', 'update', 'delete'],
  buckets: ['create', 'update', 'delete'],
  'buckets.files': ['create', 'update', 'delete'],
  functions: ['create', 'update', 'delete'],
  'functions.deployments': ['create', 'update', 'delete'],
  'functions.executions': ['create', 'update', 'delete'],
  sites: ['create', 'update', 'delete'],
  'sites.deployments': ['create', 'update', 'delete'],
  messages: ['create', 'update'],
  topics: ['create', 'update', 'delete'],
  'topics.subscribers': ['create', 'delete'],
  providers: ['create', 'update', 'delete'],
  rules: ['create', 'update', 'delete'],
}

const idPattern = /^(?:\*|[a-zA-Z0-9][a-zA-Z0-9_-]{0,35})$/
const maxParts = 7

/** True for `users.*`, `users.*.sessions.ID.create` and the like: ids are real ones or `*`. */
export function isSubscribableEvent(event: string): boolean {
  const parts = event.split('.')
  if (parts.length < 2 || parts.length > maxParts) return false
  const types: string[] = []
  let index = 0
  for (; index + 1 < parts.length && Object.hasOwn(subscribable, [...types, parts[index]].join('.')); index += 2) {
    types.push(parts[index] ?? '')
    if (!idPattern.test(parts[index + 1] ?? '')) return false
  }
  const known = subscribable[types.join('.')]
  const action = parts.slice(index).join('.')
  return known !== undefined && (action === '' || known.includes(action))
}
