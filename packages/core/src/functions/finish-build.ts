import { sql, type Transaction } from '@basalt/database'
import { claimObject, type Packed } from '../storage/index.ts'
import { type ClaimedBuild, holdBuild } from './build-lease.ts'
import { deploymentColumns, type DeploymentRow } from './deployment-rows.ts'
import { noteStatus, setActive } from './deployments.ts'
import { type FunctionRow, functionColumns } from './rows.ts'
import type { Work } from './services.ts'
import { specificationOf } from './specifications.ts'
import { tellDeployment } from './tell.ts'
import { countBuild } from './usage.ts'

export type BuildEnd = {
  readonly func: FunctionRow
  readonly log: string
  readonly durationSeconds: number
  /** Null when the build failed. */
  readonly built: { readonly packed: Packed; readonly sizeBytes: number } | null
}

/**
 * Writes down how a build ended, unless it is lost. A newer deployment that is active already stays so, however long the
 * older one took.
 */
export async function finishBuild(work: Work, claimed: ClaimedBuild, end: BuildEnd): Promise<void> {
  const { services, project } = work
  const schema = services.database.schema(project.schema)
  const done = await schema.transaction(async (tx) => {
    // The function first, as everybody does, so that nobody waits in a circle.
    const func = await tx.one<FunctionRow>(
      sql`SELECT ${functionColumns} FROM functions WHERE sequence = ${end.func.sequence} FOR UPDATE`,
    )
    const held = await holdBuild(tx, claimed)
    if (func === null || held === null) return false
    await write(tx, held, end)
    const status = end.built ? 'ready' : 'failed'
    await noteStatus(tx, func, held, status)
    const row = await tx.one<DeploymentRow>(
      sql`SELECT ${deploymentColumns} FROM deployments WHERE sequence = ${held.sequence}`,
    )
    if (row === null) return false
    const isNewest = func.deploymentCreatedAt === null || func.deploymentCreatedAt < row.createdAt
    if (end.built && row.activate === 1 && isNewest) await setActive(tx, func, row)
    await tellDeployment(tx, work, row)
    return true
  })
  if (!done) return
  countBuild(services.usage, project.schema, end.func.id, {
    succeeded: end.built !== null,
    milliseconds: end.durationSeconds * 1000,
    bytes: end.built?.sizeBytes ?? 0,
    specification: specificationOf(end.func.specification),
  })
}

async function write(tx: Transaction, held: DeploymentRow, { built, log, durationSeconds }: BuildEnd): Promise<void> {
  const now = new Date()
  if (built) await claimObject(tx, built.packed.objectKey)
  await tx.run(
    sql`UPDATE deployments SET status = ${built ? 'ready' : 'failed'}, updatedAt = ${now}, buildEndedAt = ${now},
          buildDuration = ${Math.ceil(durationSeconds)}, buildLogs = ${log}, buildSize = ${built?.sizeBytes ?? 0},
          buildKey = ${built?.packed.objectKey ?? null}, buildSealedKey = ${built?.packed.sealedKey ?? null},
          activate = ${built !== null && held.activate === 1}, leaseToken = NULL, leaseUntil = NULL
        WHERE sequence = ${held.sequence}`,
  )
}
