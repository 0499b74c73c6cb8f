import { coalesce, join, type Queryable, Schema, sql } from '@basalt/database'
import type { Holder } from './variables.ts'

type SealedVariable = { readonly variableKey: string; readonly value: string }
type Read = SealedVariable & { readonly resourceType: string; readonly resourceId: string }
type Find = (key: string) => Promise<readonly SealedVariable[] | null>

// One reader a schema: it holds no data, only the questions of one turn of the event loop.
const readers = new WeakMap<Schema, Find>()

/**
 * The project's variables and then the holder's own. Outside of a transaction, questions of one turn are asked together:
 * one statement, however many functions run.
 */
export async function sealedVariables(db: Queryable, { type, id }: Holder): Promise<readonly SealedVariable[]> {
  const key = `${type}/${id}`
  if (db instanceof Schema) return (await readerOf(db)(key)) ?? []
  return (await load(db, [key])).get(key) ?? []
}

function readerOf(schema: Schema): Find {
  let reader = readers.get(schema)
  if (!reader) {
    reader = coalesce((keys) => load(schema, keys))
    readers.set(schema, reader)
  }
  return reader
}

async function load(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, readonly SealedVariable[]>> {
  const holders = keys.map((key) => {
    const [type = '', id = ''] = key.split('/') // ids have no slash
    return sql`(${type}, ${id})`
  })
  const rows = await db.all<Read>(
    sql`SELECT resourceType, resourceId, variableKey, value FROM variables
        WHERE (resourceType, resourceId) IN (${join([sql`('project', '')`, ...holders])})`,
  )
  const shared = rows.filter(({ resourceType }) => resourceType === 'project')
  const ownOf = (key: string): readonly Read[] =>
    rows.filter(({ resourceType, resourceId }) => `${resourceType}/${resourceId}` === key)
  return new Map(keys.map((key) => [key, [...shared, ...ownOf(key)]]))
}
