import { isDuplicate, list, type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, refuseClients, type Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { sealedVariables } from './reader.ts'

export type Variable = Renderable<'variable'>

/** Whose variables: the whole project's (with an empty id), or those of one function or site. */
export type Holder = { readonly type: 'project' | 'function' | 'site'; readonly id: string }

export const wholeProject: Holder = { type: 'project', id: '' }

type VariableRow = {
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly resourceType: string
  readonly resourceId: string
  readonly variableKey: string
  readonly value: string
  readonly secret: number
}

export type NewVariable = { readonly key: string; readonly value: string; readonly secret: boolean }

/** Null keeps what is there. */
export type VariableChanges = {
  readonly key: string
  readonly value: string | null
  readonly secret: boolean | null
}

const maxVariables = 5000
const select = sql`SELECT id, createdAt, updatedAt, resourceType, resourceId, variableKey, value, secret FROM variables`

/** @throws `variable_already_exists` */
export async function createVariable(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  holder: Holder,
  input: NewVariable,
): Promise<Variable> {
  refuseClients(actor)
  const [id, now] = [uniqueId(), new Date()]
  await unlessTaken(() =>
    tx.run(
      sql`INSERT INTO variables (id, createdAt, updatedAt, resourceType, resourceId, variableKey, value, secret)
          VALUES (${id}, ${now}, ${now}, ${holder.type}, ${holder.id}, ${input.key}, ${secrets.encrypt(input.value)},
            ${input.secret})`,
    ),
  )
  return variableOf(await getRow(tx, holder, id), secrets)
}

export async function listVariables(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  holder: Holder,
): Promise<readonly Variable[]> {
  refuseClients(actor)
  const rows = await db.all<VariableRow>(
    sql`${select} WHERE resourceType = ${holder.type} AND resourceId = ${holder.id} ORDER BY sequence LIMIT ${maxVariables}`,
  )
  return rows.map((row) => variableOf(row, secrets))
}

/** The variables of several functions or sites, by their ids. For who was found to be allowed to read those. */
export async function variablesOf(
  db: Queryable,
  secrets: Secrets,
  type: Holder['type'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Variable[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db.all<VariableRow>(
    sql`${select} WHERE resourceType = ${type} AND resourceId IN ${list(ids)} ORDER BY sequence LIMIT ${maxVariables}`,
  )
  return Map.groupBy(
    rows.map((row) => variableOf(row, secrets)),
    ({ resourceId }) => resourceId ?? '',
  )
}

/** What a function or site finds in its environment: the project's variables, and over them its own, secrets included. */
export async function environmentOf(
  db: Queryable,
  secrets: Secrets,
  holder: Holder,
): Promise<Readonly<Record<string, string>>> {
  const sealed = await sealedVariables(db, holder)
  return Object.fromEntries(sealed.map(({ variableKey, value }) => [variableKey, secrets.decrypt(value)]))
}

/** Takes all variables of a function or site away, which goes itself. */
export async function removeVariablesOf(tx: Transaction, holder: Holder): Promise<void> {
  await tx.run(sql`DELETE FROM variables WHERE resourceType = ${holder.type} AND resourceId = ${holder.id}`)
}

/** @throws `variable_not_found` */
export async function getVariable(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  holder: Holder,
  id: string,
): Promise<Variable> {
  refuseClients(actor)
  return variableOf(await getRow(db, holder, id), secrets)
}

/** @throws `variable_not_found`, `variable_already_exists`, `variable_cannot_unset_secret` */
export async function updateVariable(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  holder: Holder,
  id: string,
  { key, value, secret }: VariableChanges,
): Promise<Variable> {
  refuseClients(actor)
  const row = await getRow(tx, holder, id, sql` FOR UPDATE`)
  if (row.secret === 1 && secret === false) throw fail('variable_cannot_unset_secret', { variableId: id })
  const sealed = value === null ? row.value : secrets.encrypt(value)
  await unlessTaken(() =>
    tx.run(
      sql`UPDATE variables SET variableKey = ${key}, value = ${sealed}, secret = ${secret ?? row.secret === 1},
            updatedAt = ${new Date()} WHERE id = ${id}`,
    ),
  )
  return variableOf(await getRow(tx, holder, id), secrets)
}

/** @throws `variable_not_found` */
export async function removeVariable(tx: Transaction, actor: Actor, holder: Holder, id: string): Promise<void> {
  refuseClients(actor)
  const removed = await tx.run(
    sql`DELETE FROM variables WHERE resourceType = ${holder.type} AND resourceId = ${holder.id} AND id = ${id}`,
  )
  if (removed.affectedRows === 0) throw fail('variable_not_found', { variableId: id })
}

async function getRow(db: Queryable, holder: Holder, id: string, lock = sql``): Promise<VariableRow> {
  const row = await db.one<VariableRow>(
    sql`${select} WHERE resourceType = ${holder.type} AND resourceId = ${holder.id} AND id = ${id}${lock}`,
  )
  if (row === null) throw fail('variable_not_found', { variableId: id })
  return row
}

/** The value of a secret is for what runs with it alone. */
function variableOf(row: VariableRow, secrets: Secrets): Variable {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    key: row.variableKey,
    value: row.secret === 1 ? null : secrets.decrypt(row.value),
    secret: row.secret === 1,
    resourceType: row.resourceType,
    resourceId: row.resourceId,
  }
}

async function unlessTaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (isDuplicate(error)) throw fail('variable_already_exists', {}, error)
    throw error
  }
}
