import { type Queryable, sql, type Transaction } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { fail, type Query, type Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { discardObjects } from '../storage/index.ts'
import { nextTick } from './cron.ts'
import {
  briefColumns,
  type Deployment,
  deploymentColumns,
  deploymentOf,
  type DeploymentRow,
  getDeploymentRow,
  ofFunction,
} from './deployment-rows.ts'
import { type Func, getFunction } from './functions.ts'
import { type FunctionRow, getFunctionRow, lockFunctionRow } from './rows.ts'

export type DeploymentIds = { readonly functionId: string; readonly deploymentId: string }

const shape = tableShape({
  table: 'deployments',
  fields: {
    buildSize: 'integer',
    sourceSize: 'integer',
    totalSize: 'integer',
    buildDuration: 'integer',
    status: 'id',
    activate: 'boolean',
    type: 'id',
  },
})

export async function getDeployment(db: Queryable, { functionId, deploymentId }: DeploymentIds): Promise<Deployment> {
  return deploymentOf(await getDeploymentRow(db, await getFunctionRow(db, functionId), deploymentId))
}

type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

/** A selection that leaves the logs out spares reading them. `search` looks for the id or the type. */
export async function listDeployments(
  db: Queryable,
  functionId: string,
  { queries, search, total }: ListInput,
): Promise<Renderable<'deploymentList'>> {
  const func = await getFunctionRow(db, functionId)
  const selected = queries.filter(({ method }) => method === 'select').flatMap(({ values }) => values)
  const isBrief = selected.length > 0 && !selected.includes('buildLogs') && !selected.includes('*')
  const columns = isBrief ? sql`${briefColumns}, '' AS buildLogs` : deploymentColumns
  const found = search === '' ? sql`` : sql` AND (id = ${search} OR type = ${search})`
  const page = await listRecords<DeploymentRow>(db, shape, {
    columns,
    queries: queries.filter(({ method }) => method !== 'select'),
    total,
    where: sql`${ofFunction(func)}${found}`,
  })
  return { total: page.total, deployments: page.rows.map(deploymentOf) }
}

/** Makes a ready deployment the one that runs. @throws `function_not_found`, `deployment_not_found`, `build_not_ready` */
export async function activateDeployment(
  tx: Transaction,
  secrets: Secrets,
  { functionId, deploymentId }: DeploymentIds,
): Promise<Func> {
  const func = await lockFunctionRow(tx, functionId)
  const deployment = await getDeploymentRow(tx, func, deploymentId)
  if (deployment.status !== 'ready') throw fail('build_not_ready', { deploymentId })
  await setActive(tx, func, deployment)
  return getFunction(tx, secrets, functionId)
}

export async function setActive(tx: Transaction, func: FunctionRow, deployment: DeploymentRow): Promise<void> {
  const now = new Date()
  await tx.run(
    sql`UPDATE functions SET updatedAt = ${now}, live = TRUE, deploymentId = ${deployment.id},
          deploymentCreatedAt = ${new Date(deployment.createdAt)},
          nextRunAt = ${func.enabled === 1 ? nextTick(func.schedule, now) : null}
        WHERE sequence = ${func.sequence}`,
  )
}

/** Stops a build that waits or runs. @throws `function_not_found`, `deployment_not_found`, `build_already_completed` */
export async function cancelDeployment(
  tx: Transaction,
  { functionId, deploymentId }: DeploymentIds,
): Promise<Deployment> {
  const func = await lockFunctionRow(tx, functionId)
  const deployment = await getDeploymentRow(tx, func, deploymentId, sql` FOR UPDATE`)
  const { status, buildStartedAt } = deployment
  if (status === 'ready' || status === 'failed') throw fail('build_already_completed', { deploymentId })
  const now = new Date()
  const seconds = buildStartedAt === null ? 0 : Math.ceil((now.getTime() - Date.parse(buildStartedAt)) / 1000)
  // Its worker learns of it when it writes the log, or renews its lease.
  await tx.run(
    sql`UPDATE deployments SET status = 'canceled', updatedAt = ${now}, buildEndedAt = ${now}, buildDuration = ${seconds},
          leaseToken = NULL, leaseUntil = NULL WHERE sequence = ${deployment.sequence}`,
  )
  await noteStatus(tx, func, deployment, 'canceled')
  return deploymentOf(await getDeploymentRow(tx, func, deploymentId))
}

/** Takes a deployment away with its source and its build. @throws `function_not_found`, `deployment_not_found` */
export async function removeDeployment(
  tx: Transaction,
  { functionId, deploymentId }: DeploymentIds,
): Promise<Deployment> {
  const func = await lockFunctionRow(tx, functionId)
  const deployment = await getDeploymentRow(tx, func, deploymentId, sql` FOR UPDATE`)
  await discardObjects(tx, await objectsOf(tx, sql`sequence = ${deployment.sequence}`))
  await tx.run(sql`DELETE FROM deployments WHERE sequence = ${deployment.sequence}`)
  if (func.deploymentId === deploymentId) {
    await tx.run(
      sql`UPDATE functions SET deploymentId = '', deploymentCreatedAt = NULL, nextRunAt = NULL
          WHERE sequence = ${func.sequence}`,
    )
  }
  if (func.latestDeploymentId === deploymentId) await noteLatest(tx, func)
  return deploymentOf(deployment)
}

/** Discards the bytes of all deployments of a function, which goes itself. */
export async function discardDeployments(tx: Transaction, func: FunctionRow): Promise<void> {
  await discardObjects(tx, await objectsOf(tx, ofFunction(func)))
  await tx.run(sql`DELETE FROM deployments WHERE ${ofFunction(func)}`)
}

/** The function shows how the newest of its deployments is doing. */
export async function noteStatus(
  tx: Transaction,
  func: Pick<FunctionRow, 'sequence'>,
  deployment: Pick<DeploymentRow, 'id'>,
  status: string,
): Promise<void> {
  await tx.run(
    sql`UPDATE functions SET latestDeploymentStatus = ${status}
        WHERE sequence = ${func.sequence} AND latestDeploymentId = ${deployment.id}`,
  )
}

async function noteLatest(tx: Transaction, func: FunctionRow): Promise<void> {
  const latest = await tx.one<Pick<DeploymentRow, 'id' | 'createdAt' | 'status'>>(
    sql`SELECT id, createdAt, status FROM deployments WHERE ${ofFunction(func)} ORDER BY sequence DESC LIMIT 1`,
  )
  await tx.run(
    sql`UPDATE functions SET latestDeploymentId = ${latest?.id ?? ''},
          latestDeploymentCreatedAt = ${latest ? new Date(latest.createdAt) : null},
          latestDeploymentStatus = ${latest?.status ?? ''} WHERE sequence = ${func.sequence}`,
  )
}

async function objectsOf(tx: Transaction, which: ReturnType<typeof ofFunction>): Promise<readonly string[]> {
  const rows = await tx.all<{ objectKey: string | null }>(
    sql`SELECT sourceKey AS objectKey FROM deployments WHERE ${which}
        UNION ALL SELECT buildKey FROM deployments WHERE ${which}
        UNION ALL SELECT objectKey FROM deploymentChunks
          WHERE deploymentSequence IN (SELECT sequence FROM deployments WHERE ${which})`,
  )
  return rows.flatMap(({ objectKey }) => (objectKey === null ? [] : [objectKey]))
}
