import { sql, type Transaction } from '@basalt/database'
import type { Secrets } from '../secrets/index.ts'
import { removeVariablesOf } from '../variables/index.ts'
import { discardDeployments } from './deployments.ts'
import { type Func, shownFunction } from './functions.ts'
import { lockFunctionRow } from './rows.ts'

/** Takes a function away with all that it owns. @throws `function_not_found` */
export async function removeFunction(tx: Transaction, secrets: Secrets, id: string): Promise<Func> {
  const row = await lockFunctionRow(tx, id)
  const shown = await shownFunction(tx, secrets, row)
  await discardDeployments(tx, row)
  await removeVariablesOf(tx, { type: 'function', id })
  await tx.run(sql`DELETE FROM functions WHERE sequence = ${row.sequence}`)
  return shown
}
