import { type Queryable, sql, type Sql } from '@basalt/database'
import { fail, type Renderable } from '@basalt/types'
import type { FunctionRow } from './rows.ts'

export type Deployment = Renderable<'deployment'>
type DeploymentStatus = 'waiting' | 'processing' | 'building' | 'ready' | 'failed' | 'canceled'

export type DeploymentRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly resourceSequence: number
  readonly resourceId: string
  readonly type: string
  readonly entrypoint: string
  readonly commands: string
  readonly activate: number
  readonly status: DeploymentStatus
  readonly sourceSize: number
  readonly sourceKey: string | null
  readonly sourceSealedKey: string | null
  readonly chunkBytes: number
  readonly chunksTotal: number
  readonly buildSize: number
  readonly buildKey: string | null
  readonly buildSealedKey: string | null
  readonly buildLogs: string
  readonly buildStartedAt: string | null
  readonly buildDuration: number
  readonly attempts: number
}

export const resourceType = 'functions'

/** All but the log, which may be long. */
export const briefColumns = sql`sequence, id, createdAt, updatedAt, resourceSequence, resourceId, type, entrypoint,
  commands, activate, status, sourceSize, sourceKey, sourceSealedKey, chunkBytes, chunksTotal, buildSize, buildKey,
  buildSealedKey, buildStartedAt, buildDuration, attempts`
export const deploymentColumns = sql`${briefColumns}, buildLogs`

export function ofFunction({ sequence }: Pick<FunctionRow, 'sequence'>): Sql {
  return sql`resourceType = ${resourceType} AND resourceSequence = ${sequence}`
}

export async function findDeploymentRow(
  db: Queryable,
  func: Pick<FunctionRow, 'sequence'>,
  id: string,
  lock = sql``,
): Promise<DeploymentRow | null> {
  return db.one<DeploymentRow>(
    sql`SELECT ${deploymentColumns} FROM deployments WHERE ${ofFunction(func)} AND id = ${id}${lock}`,
  )
}

/** @throws `deployment_not_found` */
export async function getDeploymentRow(
  db: Queryable,
  func: Pick<FunctionRow, 'sequence'>,
  id: string,
  lock = sql``,
): Promise<DeploymentRow> {
  const row = await findDeploymentRow(db, func, id, lock)
  if (row === null) throw fail('deployment_not_found', { deploymentId: id })
  return row
}

export function deploymentOf(row: DeploymentRow): Deployment {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    type: row.type,
    resourceId: row.resourceId,
    resourceType,
    entrypoint: row.entrypoint,
    sourceSize: row.sourceSize,
    buildSize: row.buildSize,
    totalSize: row.sourceSize + row.buildSize,
    buildId: '',
    activate: row.activate === 1,
    screenshotLight: '',
    screenshotDark: '',
    status: row.status,
    buildLogs: row.buildLogs,
    buildDuration: row.buildDuration,
    providerRepositoryName: '',
    providerRepositoryOwner: '',
    providerRepositoryUrl: '',
    providerCommitHash: '',
    providerCommitAuthorUrl: '',
    providerCommitAuthor: '',
    providerCommitMessage: '',
    providerCommitUrl: '',
    providerBranch: '',
    providerBranchUrl: '',
  }
}
