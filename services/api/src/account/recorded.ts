import type { Happening } from '@basalt/core/activity'
import type { Schema, Transaction } from '@basalt/database'

type OwnCall = {
  readonly database: Schema
  readonly record: (tx: Transaction, result: object, more?: Partial<Happening>) => Promise<void>
}

/** Runs the writing half of an act in a transaction, with the activity that its declaration names. */
export function recorded<T extends object>(
  { database, record }: OwnCall,
  write: (tx: Transaction) => Promise<T>,
  more: (result: T) => Partial<Happening> = () => ({}),
): Promise<T> {
  return database.transaction(async (tx) => {
    const result = await write(tx)
    await record(tx, result, more(result))
    return result
  })
}
