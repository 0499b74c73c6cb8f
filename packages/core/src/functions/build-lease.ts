import { randomUUID } from 'node:crypto'
import { type Schema, sql, type Transaction } from '@basalt/database'
import { deploymentColumns, type DeploymentRow } from './deployment-rows.ts'

const leaseSeconds = 30

/** A build that this process does; it is lost when the row was canceled, removed, or taken by another worker. */
export type ClaimedBuild = { readonly row: DeploymentRow; readonly token: string }

export function leaseEnd(): Date {
  return new Date(Date.now() + leaseSeconds * 1000)
}

/**
 * Takes the oldest build that is due, or whose worker has died. Workers that ask at the same time get different ones,
 * without waiting for each other.
 */
export async function claimBuild(schema: Schema): Promise<ClaimedBuild | null> {
  return schema.transaction(async (tx) => {
    const now = new Date()
    const found = await tx.one<DeploymentRow>(
      sql`SELECT ${deploymentColumns} FROM deployments
          WHERE sourceKey IS NOT NULL AND ((status = 'waiting' AND dueAt <= ${now})
            OR (status IN ('processing', 'building') AND leaseUntil < ${now}))
          ORDER BY sequence LIMIT 1 FOR UPDATE SKIP LOCKED`,
    )
    if (found === null) return null
    const token = randomUUID()
    await tx.run(
      sql`UPDATE deployments SET status = 'processing', attempts = attempts + 1, buildLogs = '', buildStartedAt = ${now},
            updatedAt = ${now}, leaseToken = ${token}, leaseUntil = ${leaseEnd()} WHERE sequence = ${found.sequence}`,
    )
    return { row: { ...found, status: 'processing', attempts: found.attempts + 1, buildLogs: '' }, token }
  })
}

/** Says that the build goes on, and what it has said so far. False when it is lost. */
export async function renewBuild(schema: Schema, { row, token }: ClaimedBuild, log: string): Promise<boolean> {
  const renewed = await schema.run(
    sql`UPDATE deployments SET leaseUntil = ${leaseEnd()}, buildLogs = ${log}
        WHERE sequence = ${row.sequence} AND leaseToken = ${token}`,
  )
  return renewed.affectedRows === 1
}

/** Gives a build back that was not its own fault; an interruption by our own stop does not count as an attempt. */
export async function returnBuild(schema: Schema, claimed: ClaimedBuild, dueAt: Date, counts: boolean): Promise<void> {
  await schema.run(
    sql`UPDATE deployments SET status = 'waiting', dueAt = ${dueAt}, attempts = attempts - ${counts ? 0 : 1},
          leaseToken = NULL, leaseUntil = NULL
        WHERE sequence = ${claimed.row.sequence} AND leaseToken = ${claimed.token}`,
  )
}

/** The claimed row, held until the transaction ends; null when it is lost. */
export async function holdBuild(tx: Transaction, { row, token }: ClaimedBuild): Promise<DeploymentRow | null> {
  return tx.one<DeploymentRow>(
    sql`SELECT ${deploymentColumns} FROM deployments WHERE sequence = ${row.sequence} AND leaseToken = ${token} FOR UPDATE`,
  )
}
