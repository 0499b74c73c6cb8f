import { type Schema, sql } from '@basalt/database'

/** Whether something is to be done in a project, now or by the clock. */
export const pendingWork = sql`SELECT 1 FROM deployments
    WHERE (status = 'waiting' AND sourceKey IS NOT NULL) OR status IN ('processing', 'building')
  UNION ALL SELECT 1 FROM executions WHERE dueAt IS NOT NULL
  UNION ALL SELECT 1 FROM functions WHERE nextRunAt IS NOT NULL`

/** When the next thing is to be done in a project: a build, a run, a tick, or the end of a lease. Null: nothing is. */
export async function nextDueAt(schema: Schema): Promise<Date | null> {
  const found = await schema.one<{ at: string | null }>(
    sql`SELECT MIN(at) AS at FROM (
          SELECT MIN(dueAt) AS at FROM deployments WHERE status = 'waiting' AND sourceKey IS NOT NULL
          UNION ALL SELECT MIN(leaseUntil) FROM deployments WHERE status IN ('processing', 'building')
          UNION ALL SELECT MIN(dueAt) FROM executions
          UNION ALL SELECT MIN(nextRunAt) FROM functions
        ) AS due`,
  )
  return found?.at == null ? null : new Date(found.at)
}
