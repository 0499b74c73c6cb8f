import { randomUUID } from 'node:crypto'
import { list, type Schema, sql } from '@basalt/database'
import type { Secrets } from '../secrets/index.ts'
import { executionColumns, type ExecutionRow } from './execution-rows.ts'
import type { KeptInput } from './new-execution.ts'
import type { Outcome } from './outcome.ts'

const leaseSeconds = 30

/** A run that this process does; it is lost when the row was taken by another worker, or is gone. */
export type ClaimedExecution = { readonly row: ExecutionRow; readonly token: string }

function leaseEnd(): Date {
  return new Date(Date.now() + leaseSeconds * 1000)
}

/**
 * Takes runs that are due, or whose worker has died, oldest first. Workers that ask at the same time get different ones,
 * without waiting for each other.
 */
export async function claimExecutions(schema: Schema, most: number): Promise<readonly ClaimedExecution[]> {
  const token = randomUUID()
  return schema.transaction(async (tx) => {
    const found = await tx.all<ExecutionRow>(
      sql`SELECT ${executionColumns} FROM executions WHERE dueAt <= ${new Date()}
          ORDER BY dueAt LIMIT ${most} FOR UPDATE SKIP LOCKED`,
    )
    if (found.length === 0) return []
    await tx.run(
      sql`UPDATE executions SET status = 'processing', attempts = attempts + 1, updatedAt = ${new Date()},
            leaseToken = ${token}, dueAt = ${leaseEnd()}
          WHERE sequence IN ${list(found.map(({ sequence }) => sequence))}`,
    )
    return found.map((row) => ({ row: { ...row, status: 'processing', attempts: row.attempts + 1 }, token }))
  })
}

/** False when the run is lost. */
export async function renewExecution(schema: Schema, { row, token }: ClaimedExecution): Promise<boolean> {
  const renewed = await schema.run(
    sql`UPDATE executions SET dueAt = ${leaseEnd()} WHERE sequence = ${row.sequence} AND leaseToken = ${token}`,
  )
  return renewed.affectedRows === 1
}

/** Lets a run begin again later; an interruption by our own stop does not count as an attempt. */
export async function returnExecution(
  schema: Schema,
  { row, token }: ClaimedExecution,
  { dueAt, counts, outcome }: { readonly dueAt: Date; readonly counts: boolean; readonly outcome: Outcome },
): Promise<void> {
  await schema.run(
    sql`UPDATE executions SET status = 'waiting', dueAt = ${dueAt}, attempts = attempts - ${counts ? 0 : 1},
          errors = ${counts ? outcome.errors : ''}, leaseToken = NULL
        WHERE sequence = ${row.sequence} AND leaseToken = ${token}`,
  )
}

/** What the run is given. */
export async function inputOf(
  schema: Schema,
  secrets: Secrets,
  { row }: ClaimedExecution,
): Promise<(KeptInput & { readonly body: Buffer }) | null> {
  const found = await schema.one<{ sealedInput: string | null; inputBody: Buffer | null }>(
    sql`SELECT sealedInput, inputBody FROM executions WHERE sequence = ${row.sequence}`,
  )
  if (!found || found.sealedInput === null) return null
  const kept = JSON.parse(secrets.decrypt(found.sealedInput)) as KeptInput // written by insertPending only
  return { ...kept, body: found.inputBody ?? Buffer.alloc(0) }
}
