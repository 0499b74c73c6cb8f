import type { Queryable } from '@basalt/database'
import { sql } from '@basalt/database'
import { type Actor, fail, holdsAny, isPrivileged } from '@basalt/types'
import type { DeploymentRow } from './deployment-rows.ts'
import { resourceType } from './deployment-rows.ts'
import { type FunctionRow, functionColumns, parseTexts } from './rows.ts'
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
export async function runnableFor(db: Queryable, actor: Actor, functionId: string): Promise<Runnable> {
  const found = await findRunnable(db, functionId)
  if (found === null || (found.func.enabled !== 1 && !isPrivileged(actor)))
    throw fail('function_not_found', { functionId })
  const runnable = checkRunnable(found)
  if (!isPrivileged(actor) && !holdsAny(actor, parseTexts(runnable.func.executeRoles))) {
    throw fail('user_unauthorized', { functionId, action: 'execute' })
  }
  return runnable
}

export type FoundFunction = { readonly func: FunctionRow; readonly deployment: ActiveDeployment | null }

export async function findRunnable(db: Queryable, functionId: string): Promise<FoundFunction | null> {
  const [func, deployment] = await Promise.all([
    db.one<FunctionRow>(sql`SELECT ${functionColumns} FROM functions WHERE id = ${functionId}`),
    db.one<ActiveDeployment>(
      sql`SELECT deployments.id, deployments.type, deployments.entrypoint, deployments.status, deployments.buildKey,
            deployments.buildSealedKey, deployments.buildSize
          FROM functions JOIN deployments ON deployments.resourceType = ${resourceType}
            AND deployments.resourceSequence = functions.sequence AND deployments.id = functions.deploymentId
          WHERE functions.id = ${functionId}`,
    ),
  ])
  return func && { func, deployment }
}

/** @throws `function_runtime_unsupported`, `deployment_not_found`, `build_not_ready` */
export function checkRunnable({ func, deployment }: FoundFunction): Runnable {
  getRuntime(func.runtime)
  if (deployment === null) throw fail('deployment_not_found', { functionId: func.id })
  if (deployment.status !== 'ready') throw fail('build_not_ready', { deploymentId: deployment.id })
  return { func, deployment }
}
