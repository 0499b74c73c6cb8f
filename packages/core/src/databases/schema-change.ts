import { hasMoreRows, NotInstant, type TableDefinition } from '@basalt/documents'
import {
  isDuplicate,
  isRetryable,
  isTimeout,
  LockTimeout,
  type Schema,
  type Session,
  sql,
  StoreUnavailable,
  type Transaction,
} from '@basalt/database'
import { BasaltError, fail } from '@basalt/types'
import { loadDefinition } from './definitions.ts'

/** Appends the activity of a change in the transaction that makes it. */
export type Record<T> = (tx: Transaction, result: T) => Promise<void>

/**
 * Runs a change of the structure of tables while no other change of them is under way anywhere.
 * @throws `database_timeout` when another goes on for too long
 */
export async function changingTables<T>(
  schema: Schema,
  sequences: readonly number[],
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const locks = [...new Set(sequences)].map((sequence) => `t_${sequence}`)
  try {
    return await schema.exclusively(locks, work)
  } catch (error) {
    if (!(error instanceof LockTimeout)) throw error
    throw fail('database_timeout', { reason: 'The table is being changed. Try again.' }, error)
  }
}

/**
 * Holds a table until the transaction ends, moves its version and returns it as it stands now. Every change of the
 * metadata of a table begins here. @throws `table_not_found`
 */
export async function lockTable(tx: Transaction, sequence: number): Promise<TableDefinition> {
  const { affectedRows } = await tx.run(sql`UPDATE schemaTables SET version = version + 1 WHERE sequence = ${sequence}`)
  const table = affectedRows === 0 ? null : await loadDefinition(tx, sequence)
  if (table === null) throw fail('table_not_found', { sequence })
  return table
}

/**
 * How a physical change ended. `later`: the table was in use all the time, or the change would take longer than a
 * request should; a job makes it (`schema-job.ts`).
 */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'later' }
  | { readonly state: 'failed'; readonly error: string }

/** Rows from which on a table is left to a job where a change reads or writes all of them. */
const largeRows = 10_000

/** What a change may take: in a request, no more than a moment. */
export type Pace = 'prompt' | 'patient'

/** True when a change that goes through all rows would keep a request waiting. */
export async function isTooLong(session: Session, tableSequence: number, pace: Pace): Promise<boolean> {
  return pace === 'prompt' && (await hasMoreRows(session, tableSequence, largeRows))
}

/** Makes a physical change, and turns a refusal of the store into something to tell. */
export async function attempt(change: () => Promise<void>): Promise<Outcome> {
  try {
    await change()
    return { state: 'done' }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    if (isRetryable(error)) return { state: 'later' }
    if (error instanceof NotInstant) return { state: 'later' }
    if (isTimeout(error)) return { state: 'failed', error: 'The change took too long.' }
    if (isDuplicate(error)) return { state: 'failed', error: 'Existing rows have equal values.' }
    if (error instanceof BasaltError) return { state: 'failed', error: error.message }
    return { state: 'failed', error: `The store refused the change (${codeOf(error)}).` }
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unknown'
}
