import { fail } from '@basalt/types'

const structureChanged = new Set([1054, 1146, 1412])
const attempts = 5

/**
 * Runs work that looked a table up and then used it, and again when the table's structure changed in between: a
 * column or the table itself is gone by then, and the next look-up says so.
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
