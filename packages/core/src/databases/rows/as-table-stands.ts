import { fail } from '@basalt/types'

/** A column or the table is gone; a column that must have a value is new; a text is longer than its column is by now. */
const structureChanged = new Set([1054, 1146, 1412, 1048, 1364, 1406])
const attempts = 5

/**
 * Runs work that looked a table up and then used it, and again when the table's structure changed in between, which
 * the next look-up tells.
 * @throws `database_timeout` when it changes all the time
 */
export async function asTableStands<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!structureChanged.has((error as { errno?: number } | null)?.errno ?? 0)) throw error
      if (attempt === attempts) {
        throw fail('database_timeout', { reason: 'The table is being changed. Try again.' }, error)
      }
    }
  }
}
