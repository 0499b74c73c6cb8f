import { isDuplicate, type Queryable, sql, type Transaction } from '@basalt/database'
import { BasaltError } from '@basalt/types'
import type { RowCall } from './rows.ts'
import { Unit } from './unit.ts'
import { readOperations } from './operations.ts'
import { graphOf, prepareOperation, type Prepared, replay } from './replay.ts'
import { isExpired, readTransaction } from './transactions.ts'

/** A read whose tables and roles are looked up, so that it needs no connection but the one it is given. */
export type Read<T> = (db: Queryable) => Promise<T>

/** Carries a result out of a transaction that must not be kept. */
class Undone<T> extends Error {
  readonly result: T

  constructor(result: T) {
    super('the preview is over')
    this.result = result
  }
}

/**
 * Reads as if what waits in a transaction had been made, for its owner: it is made, read and undone. What could not
 * be made is left out. A transaction that is over changes nothing.
 * @throws `transaction_not_found`
 */
export async function inPreview<T>(
  call: RowCall,
  transactionId: string,
  prepareRead: () => Promise<Read<T>>,
): Promise<T> {
  const transaction = await readTransaction(call.schema, call.origin.actor, transactionId)
  const read = await prepareRead()
  if (transaction.status !== 'pending' || isExpired(transaction) || transaction.operations === 0) {
    return read(call.schema)
  }
  const operations = await readOperations(call, transaction)
  const prepared: Prepared[] = []
  for (const operation of operations) {
    const one = await unlessRefused(() => prepareOperation(call, operation))
    if (one) prepared.push(one)
  }
  const graph = await graphOf(call, prepared)
  try {
    await call.schema.transaction(async (tx) => {
      const unit = new Unit(call, tx, null, graph)
      for (const one of prepared) await replayOrSkip(tx, unit, one)
      throw new Undone(await read(tx))
    })
  } catch (error) {
    if (error instanceof Undone) return (error as Undone<T>).result
    throw error
  }
  throw new Error('a preview ended without a result')
}

async function replayOrSkip(tx: Transaction, unit: Unit, prepared: Prepared): Promise<void> {
  await tx.run(sql`SAVEPOINT operation`)
  const done = await unlessRefused(async () => {
    await replay(unit, prepared)
    return true
  })
  if (done === null) await tx.run(sql`ROLLBACK TO SAVEPOINT operation`)
}

/** Null for what a client could be refused; anything else is thrown on. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BasaltError || isDuplicate(error)) return null
    throw error
  }
}
