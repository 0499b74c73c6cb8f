const structureChanged = new Set([1054, 1146, 1412])

/**
 * Runs work that looked a table up and then used it, and once more when the table's structure changed in between:
 * a column or the table itself is gone by then, and the second look-up says so.
 */
export async function asTableStands<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!structureChanged.has((error as { errno?: number } | null)?.errno ?? 0)) throw error
    return work()
  }
}
