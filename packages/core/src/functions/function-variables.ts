import { type Queryable, sql, type Transaction } from '@basalt/database'
import type { Actor, Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import {
  createVariable,
  getVariable,
  listVariables,
  removeVariable,
  updateVariable,
  type NewVariable,
  type Variable,
  type VariableChanges,
} from '../variables/index.ts'
import { getFunctionRow } from './rows.ts'

type Ids = { readonly functionId: string; readonly variableId: string }

const holder = (functionId: string) => ({ type: 'function', id: functionId }) as const

/** @throws `function_not_found`, `variable_already_exists` */
export async function createFunctionVariable(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  functionId: string,
  input: NewVariable,
): Promise<Variable> {
  await touch(tx, functionId)
  return createVariable(tx, secrets, actor, holder(functionId), input)
}

/** @throws `function_not_found` */
export async function listFunctionVariables(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  functionId: string,
): Promise<Renderable<'variableList'>> {
  await getFunctionRow(db, functionId)
  const variables = await listVariables(db, secrets, actor, holder(functionId))
  return { total: variables.length, variables }
}

/** @throws `function_not_found`, `variable_not_found` */
export async function getFunctionVariable(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  { functionId, variableId }: Ids,
): Promise<Variable> {
  await getFunctionRow(db, functionId)
  return getVariable(db, secrets, actor, holder(functionId), variableId)
}

/** @throws `function_not_found`, `variable_not_found`, `variable_already_exists`, `variable_cannot_unset_secret` */
export async function updateFunctionVariable(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  { functionId, variableId }: Ids,
  changes: VariableChanges,
): Promise<Variable> {
  await touch(tx, functionId)
  return updateVariable(tx, secrets, actor, holder(functionId), variableId, changes)
}

/** @throws `function_not_found`, `variable_not_found` */
export async function removeFunctionVariable(tx: Transaction, actor: Actor, { functionId, variableId }: Ids) {
  await touch(tx, functionId)
  return removeVariable(tx, actor, holder(functionId), variableId)
}

/** What is deployed was built with other variables than there are from now on. */
async function touch(tx: Transaction, functionId: string): Promise<void> {
  const { sequence } = await getFunctionRow(tx, functionId)
  await tx.run(sql`UPDATE functions SET live = FALSE WHERE sequence = ${sequence}`)
}
