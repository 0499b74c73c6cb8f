import { join, name, type Queryable, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'

export type FunctionRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly enabled: number
  readonly live: number
  readonly logging: number
  readonly runtime: string
  readonly executeRoles: string
  readonly events: string
  readonly scopes: string
  readonly schedule: string
  readonly timeout: number
  readonly entrypoint: string
  readonly commands: string
  readonly specification: string
  readonly providerRootDirectory: string
  readonly deploymentId: string
  readonly deploymentCreatedAt: string | null
  readonly latestDeploymentId: string
  readonly latestDeploymentCreatedAt: string | null
  readonly latestDeploymentStatus: string
}

export const functionColumnNames = [
  'sequence',
  'id',
  'createdAt',
  'updatedAt',
  'name',
  'enabled',
  'live',
  'logging',
  'runtime',
  'executeRoles',
  'events',
  'scopes',
  'schedule',
  'timeout',
  'entrypoint',
  'commands',
  'specification',
  'providerRootDirectory',
  'deploymentId',
  'deploymentCreatedAt',
  'latestDeploymentId',
  'latestDeploymentCreatedAt',
  'latestDeploymentStatus',
] as const satisfies readonly (keyof FunctionRow)[]

export const functionColumns = join(functionColumnNames.map((column) => name(column)))

/** @throws `function_not_found` */
export async function getFunctionRow(db: Queryable, id: string): Promise<FunctionRow> {
  const row = await db.one<FunctionRow>(sql`SELECT ${functionColumns} FROM functions WHERE id = ${id}`)
  if (row === null) throw fail('function_not_found', { functionId: id })
  return row
}

/** As `getFunctionRow`; nobody else changes the function until the transaction ends. */
export async function lockFunctionRow(tx: Transaction, id: string): Promise<FunctionRow> {
  const row = await tx.one<FunctionRow>(sql`SELECT ${functionColumns} FROM functions WHERE id = ${id} FOR UPDATE`)
  if (row === null) throw fail('function_not_found', { functionId: id })
  return row
}

/** Reads a list of texts as it was stored. */
export function parseTexts(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[] // written by this feature only
}
