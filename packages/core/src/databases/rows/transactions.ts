import { type Queryable, sql, type Transaction } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, isPrivileged, type Query, type Renderable } from '@basalt/types'

export type TransactionRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly userId: string | null
  readonly status: 'pending' | 'committed' | 'failed'
  readonly operations: number
  readonly expiresAt: string
}

/** Operations that one transaction may hold. */
export const maxOperations = 100
/** Bytes that they may hold together: each read in the transaction loads and makes all of them. */
export const maxOperationBytes = 8 * 1024 * 1024
const defaultTtlSeconds = 300

const columns = sql`sequence, id, createdAt, updatedAt, userId, status, operations, expiresAt`
const shape = tableShape({
  table: 'rowTransactions',
  fields: { status: field('id', 'status'), expiresAt: 'datetime', operations: 'integer' },
})

/** Transactions that one user may have open at once; a few more where they come together. */
const maxOpen = 100

/**
 * A new transaction of the caller: only that user, keys and admins can use it.
 * @throws `transaction_limit_exceeded` when a client has too many open
 */
export async function createTransaction(
  tx: Transaction,
  actor: Actor,
  { ttlSeconds = defaultTtlSeconds }: { readonly ttlSeconds?: number },
): Promise<Renderable<'transaction'>> {
  const id = uniqueId()
  const now = new Date()
  if (actor.user !== null && !isPrivileged(actor)) await refuseMany(tx, actor.user.id, now)
  await tx.run(
    sql`INSERT INTO rowTransactions (id, createdAt, updatedAt, userId, expiresAt)
        VALUES (${id}, ${now}, ${now}, ${actor.user?.id ?? null}, ${new Date(now.getTime() + ttlSeconds * 1000)})`,
  )
  return getTransaction(tx, actor, id)
}

async function refuseMany(tx: Transaction, userId: string, now: Date): Promise<void> {
  const most = await tx.one(
    sql`SELECT 1 FROM rowTransactions WHERE userId = ${userId} AND status = 'pending' AND expiresAt > ${now} LIMIT 1 OFFSET ${maxOpen - 1}`,
  )
  if (most !== null) throw fail('transaction_limit_exceeded', { reason: `At most ${maxOpen} can be open at once.` })
}

/** @throws `transaction_not_found` */
export async function getTransaction(db: Queryable, actor: Actor, id: string): Promise<Renderable<'transaction'>> {
  return present(await readTransaction(db, actor, id))
}

/** @throws `general_query_invalid`, `general_cursor_not_found` */
export async function listTransactions(
  db: Queryable,
  actor: Actor,
  queries: readonly Query[],
): Promise<Renderable<'transactionList'>> {
  const { rows, total } = await listRecords<TransactionRow>(db, shape, {
    columns,
    queries,
    ...(isPrivileged(actor) ? {} : { where: actor.user ? sql`userId = ${actor.user.id}` : sql`1 = 0` }),
    total: true,
    errorType: 'general_query_invalid',
  })
  return { total, transactions: rows.map(present) }
}

/** Deletes a transaction and all that waits in it. @throws `transaction_not_found` */
export async function removeTransaction(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const { sequence } = await readTransaction(tx, actor, id)
  await tx.run(sql`DELETE FROM rowTransactions WHERE sequence = ${sequence}`)
}

/** Whether there are transactions, all of which expire. */
export const openTransactions = sql`SELECT 1 FROM rowTransactions`

/** Deletes transactions that have expired, whatever became of them. To be called now and then for every project. */
export async function sweepTransactions(tx: Transaction): Promise<number> {
  const { affectedRows } = await tx.run(
    sql`DELETE FROM rowTransactions WHERE expiresAt < ${new Date()} ORDER BY expiresAt LIMIT 1000`,
  )
  return affectedRows
}

/** Another's transaction is not there for a client. @throws `transaction_not_found` */
export async function readTransaction(db: Queryable, actor: Actor, id: string, lock = false): Promise<TransactionRow> {
  const row = await db.one<TransactionRow>(
    sql`SELECT ${columns} FROM rowTransactions WHERE id = ${id}${lock ? sql` FOR UPDATE` : sql``}`,
  )
  const isOwn = row !== null && (isPrivileged(actor) || (actor.user !== null && row.userId === actor.user.id))
  if (!isOwn) throw fail('transaction_not_found', { id })
  return row
}

export function isExpired(row: TransactionRow): boolean {
  return Date.parse(row.expiresAt) <= Date.now()
}

export function present(row: TransactionRow): Renderable<'transaction'> {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    status: row.status,
    operations: row.operations,
    expiresAt: row.expiresAt,
  }
}
