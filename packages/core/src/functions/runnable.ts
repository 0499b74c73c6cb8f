import { join, list, name, type Queryable, type Schema, schemaReader, sql } from '@basalt/database'
import { type Actor, fail, holdsAny, isPrivileged } from '@basalt/types'
import type { DeploymentRow } from './deployment-rows.ts'
import { resourceType } from './deployment-rows.ts'
import { functionColumnNames, type FunctionRow, parseTexts } from './rows.ts'
import { getRuntime } from './specifications.ts'

type ActiveDeployment = Pick<
  DeploymentRow,
  'id' | 'type' | 'entrypoint' | 'status' | 'buildKey' | 'buildSealedKey' | 'buildSize'
>

/** A function and the deployment that runs. */
export type Runnable = { readonly func: FunctionRow; readonly deployment: ActiveDeployment }

/**
 * What runs when this caller executes a function; the right to do so is looked at last, as clients expect it.
 * @throws `function_not_found`, `function_runtime_unsupported`, `deployment_not_found`, `build_not_ready`,
 * `user_unauthorized`
 */
export async function runnableFor(schema: Schema, actor: Actor, functionId: string): Promise<Runnable> {
  const found = await findRunnable(schema, functionId)
  if (found === null || (found.func.enabled !== 1 && !isPrivileged(actor)))
    throw fail('function_not_found', { functionId })
  const runnable = checkRunnable(found)
  if (!isPrivileged(actor) && !holdsAny(actor, parseTexts(runnable.func.executeRoles))) {
    throw fail('user_unauthorized', { functionId, action: 'execute' })
  }
  return runnable
}

export type FoundFunction = { readonly func: FunctionRow; readonly deployment: ActiveDeployment | null }

type Joined = FunctionRow & { readonly [Column in `active_${keyof ActiveDeployment}`]: unknown }

const deploymentColumns = ['id', 'type', 'entrypoint', 'status', 'buildKey', 'buildSealedKey', 'buildSize'] as const
const selected = join([
  ...functionColumnNames.map((column) => sql`functions.${name(column)} AS ${name(column)}`),
  ...deploymentColumns.map((column) => sql`deployments.${name(column)} AS ${name(`active_${column}`)}`),
])

/** A function with what runs of it. Questions of one turn are asked together: one statement, however many are called. */
export function findRunnable(schema: Schema, functionId: string): Promise<FoundFunction | null> {
  return read(schema, functionId)
}

const read = schemaReader(load)

async function load(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, FoundFunction>> {
  const rows = await db.all<Joined>(
    sql`SELECT ${selected} FROM functions LEFT JOIN deployments ON deployments.resourceType = ${resourceType}
          AND deployments.resourceSequence = functions.sequence AND deployments.id = functions.deploymentId
        WHERE functions.id IN (${list(ids)})`,
  )
  return new Map(rows.map((row) => [row.id, { func: row, deployment: activeIn(row) }]))
}

function activeIn(row: Joined): ActiveDeployment | null {
  if (row.active_id === null) return null
  const entries = deploymentColumns.map((column) => [column, row[`active_${column}`]])
  return Object.fromEntries(entries) as ActiveDeployment // the statement selects every column of it
}

/** @throws `function_runtime_unsupported`, `deployment_not_found`, `build_not_ready` */
export function checkRunnable({ func, deployment }: FoundFunction): Runnable {
  getRuntime(func.runtime)
  if (deployment === null) throw fail('deployment_not_found', { functionId: func.id })
  if (deployment.status !== 'ready') throw fail('build_not_ready', { deploymentId: deployment.id })
  return { func, deployment }
}
