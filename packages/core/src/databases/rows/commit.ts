import { isDuplicate, sql, StoreUnavailable } from '@basalt/database'
import { BasaltError, type ErrorType, fail, type Renderable } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowCall } from './rows.ts'
import { Unit } from './unit.ts'
import { readOperations, refuseClosed } from './operations.ts'
import { graphOf, prepareOperation, replay } from './replay.ts'
import { present, readTransaction, type TransactionRow } from './transactions.ts'

type Ending = { readonly transactionId: string; readonly commit: boolean; readonly rollback: boolean }

/** Both vocabularies hear of a failed commit in one. */
const told: Readonly<Partial<Record<ErrorType, ErrorType>>> = {
  row_not_found: 'document_not_found',
  column_not_found: 'document_not_found',
  row_invalid_structure: 'document_invalid_structure',
  row_already_exists: 'transaction_conflict',
  row_delete_restricted: 'document_delete_restricted',
  column_limit_exceeded: 'attribute_limit_exceeded',
  table_not_found: 'collection_not_found',
}

/**
 * Ends a transaction: makes everything that waits in it, all or nothing, under the caller's rights; or drops it.
 * A commit that fails ends the transaction too.
 * @throws `general_bad_request`, `transaction_not_found`, `transaction_not_ready`, `transaction_expired`,
 * `transaction_conflict`, `user_unauthorized`, `document_not_found`, `document_invalid_structure`,
 * `attribute_limit_exceeded`, `general_query_invalid`
 */
export async function endTransaction(call: RowCall, input: Ending): Promise<Renderable<'transaction'>> {
  const { actor } = call.origin
  if (input.commit === input.rollback) {
    throw fail('general_bad_request', { reason: 'Exactly one of commit and rollback must be true.' })
  }
  const transaction = await readTransaction(call.schema, actor, input.transactionId)
  refuseClosed(transaction)
  if (input.rollback) return close(call, transaction, 'failed')
  try {
    return await asTableStands(() => commit(call, transaction))
  } catch (error) {
    // When the database did not answer, nobody knows: the transaction stays, and can be asked for.
    if (error instanceof StoreUnavailable || !(error instanceof BasaltError || isDuplicate(error))) throw error
    if (error instanceof BasaltError && error.type.startsWith('transaction_not_')) throw error
    await close(call, transaction, 'failed')
    const type = isDuplicate(error) ? 'transaction_conflict' : (told[(error as BasaltError).type] ?? null)
    throw type === null ? error : fail(type, {}, error)
  }
}

async function commit(call: RowCall, transaction: TransactionRow): Promise<Renderable<'transaction'>> {
  const operations = await readOperations(call, transaction)
  const prepared = await Promise.all(operations.map((operation) => prepareOperation(call, operation)))
  const graph = await graphOf(call, prepared)
  return call.schema.transaction(async (tx) => {
    const current = await readTransaction(tx, call.origin.actor, transaction.id, true)
    refuseClosed(current)
    // Another request may have staged more since the log was read.
    if (current.operations !== operations.length) throw fail('transaction_conflict', { id: transaction.id })
    const unit = new Unit(call, tx, null, graph)
    for (const operation of prepared) await replay(unit, operation)
    await appendActivity(tx, call.rows.bus, call.origin, unit.happenings)
    const committed = { ...current, status: 'committed', updatedAt: new Date() } as const
    await tx.run(
      sql`UPDATE rowTransactions SET status = ${committed.status}, updatedAt = ${committed.updatedAt}
          WHERE sequence = ${current.sequence}`,
    )
    return present(await readTransaction(tx, call.origin.actor, transaction.id))
  })
}

async function close(
  call: RowCall,
  { id, sequence }: TransactionRow,
  status: 'failed',
): Promise<Renderable<'transaction'>> {
  return call.schema.transaction(async (tx) => {
    await tx.run(
      sql`UPDATE rowTransactions SET status = ${status}, updatedAt = ${new Date()}
          WHERE sequence = ${sequence} AND status = 'pending'`,
    )
    return present(await readTransaction(tx, call.origin.actor, id))
  })
}
