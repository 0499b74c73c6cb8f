import { type Queryable, type Schema, sql, type Transaction } from '@basalt/database'

/** A webhook as its delivery needs it; password and key are sealed. */
export type Receiver = {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly events: string
  readonly security: number
  readonly httpUser: string
  readonly httpPass: string
  readonly signatureKey: string
  readonly enabled: number
}

const columns = sql`id, name, url, events, security, httpUser, httpPass, signatureKey, enabled`

/** A webhook whose deliveries fail for good this often in a row is switched off. */
const maxFailures = 10

/** The webhooks of a project that are on. */
export async function listeningTo(platform: Queryable, projectId: string): Promise<readonly Receiver[]> {
  return platform.all<Receiver>(sql`SELECT ${columns} FROM webhooks WHERE projectId = ${projectId} AND enabled`)
}

export async function findReceiver(platform: Queryable, projectId: string, id: string): Promise<Receiver | null> {
  return platform.one<Receiver>(sql`SELECT ${columns} FROM webhooks WHERE projectId = ${projectId} AND id = ${id}`)
}

export async function noteSuccess(platform: Schema, id: string): Promise<void> {
  await platform.run(sql`UPDATE webhooks SET attempts = 0 WHERE id = ${id} AND attempts > 0`)
}

/** Shows the last fault to the project's owner. */
export async function noteFault(platform: Schema, id: string, logs: string): Promise<void> {
  await platform.run(sql`UPDATE webhooks SET logs = ${logs} WHERE id = ${id}`)
}

/** Counts a delivery that failed for good. The one too many switches the webhook off, with `tell` in the same transaction. */
export async function noteFailure(
  platform: Schema,
  projectId: string,
  id: string,
  tell: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await platform.transaction(async (tx) => {
    await tx.run(sql`UPDATE webhooks SET attempts = attempts + 1 WHERE id = ${id}`)
    const off = await tx.run(
      sql`UPDATE webhooks SET enabled = FALSE, updatedAt = ${new Date()}
          WHERE id = ${id} AND enabled AND attempts >= ${maxFailures}`,
    )
    if (off.affectedRows === 0) return
    // Nobody may listen any more, which the cached projects must know.
    await tx.run(sql`UPDATE projects SET version = version + 1 WHERE id = ${projectId}`)
    await tell(tx)
  })
}
