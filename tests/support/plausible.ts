import type { endpoints } from '@basalt/api/endpoints'

type Endpoint = (typeof endpoints)[number]
type Facts = Readonly<Record<string, unknown>>

/** Optional ones without which some operations do nothing. */
const worthGiving = { data: { title: 'taken over' }, commit: true, url: 'http://localhost/after' }

/** Parameters that the declaration accepts, so that nothing but the caller can be wrong. */
export function plausible(
  { params }: Endpoint,
  ids: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const { databaseId, tableId } = ids
  const operation = {
    action: 'create',
    databaseId,
    tableId,
    collectionId: tableId,
    rowId: 'taken',
    documentId: 'taken',
    data: { title: 'taken over' },
  }
  const known: Readonly<Record<string, unknown>> = { ...ids, ...worthGiving, operations: [operation] }
  const given = Object.entries(params).filter(([name, { optional }]) => !optional || known[name] !== undefined)
  return Object.fromEntries(given.map(([name, { rule, schema }]) => [name, known[name] ?? valueOf(name, rule, schema)]))
}

function valueOf(name: string, rule: Facts, schema: Facts): unknown {
  const choices = schema['enum']
  if (Array.isArray(choices)) return choices[0]
  switch (rule['validator']) {
    case 'customId':
      return 'unique()'
    case 'email':
      return 'taken-over@users.test'
    case 'phone':
      return '+15555550123'
    case 'password':
      return 'taken over by Mallory'
    case 'url':
    case 'redirectUrl':
      return 'http://localhost/after'
    case 'boolean':
      return true
    case 'range':
      return rule['min'] ?? 1
    case 'integer':
    case 'float':
    case 'numeric':
      return 5
    case 'datetime':
    case 'futureDatetime':
      return '2099-01-02T03:04:05.000+00:00'
    case 'array':
    case 'queries':
    case 'permissions':
    case 'roles':
      return []
    case 'json':
    case 'assoc':
      return { title: 'taken over' }
    case 'ip':
      return '203.0.113.1'
    case 'hostname':
      return 'taken.test'
    case 'domain':
      return 'taken.functions.localhost'
    case 'key':
      return `key_${name}`
    default:
      return 'taken'
  }
}
