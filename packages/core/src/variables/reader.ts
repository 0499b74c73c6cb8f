import { join, type Queryable, schemaReader, sql } from '@basalt/database'
import type { Holder } from './variables.ts'

type SealedVariable = { readonly variableKey: string; readonly value: string }
type Read = SealedVariable & { readonly resourceType: string; readonly resourceId: string }

/**
 * The project's variables and then the holder's own. Outside of a transaction, questions of one turn are asked together:
 * one statement, however many functions run.
 */
export async function sealedVariables(db: Queryable, { type, id }: Holder): Promise<readonly SealedVariable[]> {
  return (await read(db, `${type}/${id}`)) ?? []
}

const read = schemaReader(load)

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
