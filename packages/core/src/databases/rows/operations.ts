import { join, type Queryable, sql, type Transaction } from '@basalt/database'
import { fail, parseExact, toJson } from '@basalt/types'
import type { RowCall } from './rows.ts'
import { isExpired, maxOperationBytes, maxOperations, readTransaction, type TransactionRow } from './transactions.ts'

export const rowActions = ['create', 'update', 'upsert', 'delete', 'increment', 'decrement'] as const
export const bulkActions = ['bulkCreate', 'bulkUpdate', 'bulkUpsert', 'bulkDelete'] as const
export type OperationAction = (typeof rowActions)[number] | (typeof bulkActions)[number]

/** One change that waits. What `data` holds depends on the action, see `replay.ts`. */
export type Operation = {
  readonly action: OperationAction
  readonly databaseId: string
  readonly tableId: string
  /** Null for bulk actions. */
  readonly rowId: string | null
  /** When the row had last been changed as this was staged; null when there was none. */
  readonly rowUpdatedAt: string | null
  readonly data: unknown
}
export type StagedOperation = Operation & { readonly stagedAt: string }

/**
 * Adds operations to a transaction that is open. Their data is sealed, as some may be for encrypted columns.
 * @throws `transaction_not_found`, `transaction_not_ready`, `transaction_expired`, `transaction_limit_exceeded`
 */
export async function stageOperations(
  tx: Transaction,
  { rows: { secrets }, origin: { actor } }: RowCall,
  transactionId: string,
  operations: readonly Operation[],
): Promise<TransactionRow> {
  const transaction = await readTransaction(tx, actor, transactionId, true)
  refuseClosed(transaction)
  if (transaction.operations + operations.length > maxOperations) {
    throw fail('transaction_limit_exceeded', { transactionId })
  }
  const texts = operations.map(({ data }) => toJson(data ?? null))
  const added = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  if ((await bytesHeld(tx, transaction)) + added > maxOperationBytes) {
    throw fail('transaction_limit_exceeded', { transactionId })
  }
  const now = new Date()
  const lines = operations.map(
    ({ action, databaseId, tableId, rowId, rowUpdatedAt }, index) =>
      sql`(${transaction.sequence}, ${now}, ${action}, ${databaseId}, ${tableId}, ${rowId},
        ${rowUpdatedAt === null ? null : new Date(rowUpdatedAt)}, ${secrets.encrypt(texts[index] ?? 'null')})`,
  )
  for (const line of lines) {
    await tx.run(
      sql`INSERT INTO rowOperations (transactionSequence, createdAt, action, databaseId, tableId, rowId, rowUpdatedAt, data)
          VALUES ${join([line])}`,
    )
  }
  await tx.run(
    sql`UPDATE rowTransactions SET operations = operations + ${operations.length}, updatedAt = ${now}
        WHERE sequence = ${transaction.sequence}`,
  )
  return readTransaction(tx, actor, transactionId)
}

/** Sealed data is base64, a third longer than what it holds. */
async function bytesHeld(db: Queryable, { sequence, operations }: TransactionRow): Promise<number> {
  if (operations === 0) return 0
  const held = await db.one<{ readonly bytes: number }>(
    sql`SELECT CAST(COALESCE(SUM(OCTET_LENGTH(data)), 0) * 3 / 4 AS UNSIGNED) AS bytes FROM rowOperations
        WHERE transactionSequence = ${sequence}`,
  )
  return held?.bytes ?? 0
}

/** @throws `transaction_not_ready`, `transaction_expired` */
export function refuseClosed(transaction: TransactionRow): void {
  if (transaction.status !== 'pending') throw fail('transaction_not_ready', { id: transaction.id })
  if (isExpired(transaction)) throw fail('transaction_expired', { id: transaction.id })
}

/** What waits in a transaction, in the order it came. */
export async function readOperations(
  { rows: { secrets }, schema }: RowCall,
  { sequence }: TransactionRow,
): Promise<readonly StagedOperation[]> {
  const rows = await schema.all<Omit<StagedOperation, 'data'> & { readonly data: string }>(
    sql`SELECT createdAt AS stagedAt, action, databaseId, tableId, rowId, rowUpdatedAt, data FROM rowOperations
        WHERE transactionSequence = ${sequence} ORDER BY sequence`,
  )
  return rows.map((row) => ({ ...row, data: parseExact(isSealed(row.data) ? secrets.decrypt(row.data) : row.data) }))
}

/** False for what an older version staged less than an hour ago: JSON as it is. */
function isSealed(data: string): boolean {
  return data !== 'null' && !/^[[{]/.test(data)
}
