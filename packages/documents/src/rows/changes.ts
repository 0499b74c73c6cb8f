import { type Sql, sql, type Transaction } from '@basalt/database'

/** Connections that commit at the same time hardly ever share a slot, and so do not wait for each other. */
const slots = 32

/** Counts the transaction among those that changed rows of the table, once, at its very end: see `changesOf`. */
export function noteChange(tx: Transaction, tableSequence: number): void {
  tx.beforeCommit(`rows of ${tableSequence}`, async () => {
    await tx.run(
      sql`INSERT INTO rowChanges (tableSequence, slot, changes) VALUES (${tableSequence}, CONNECTION_ID() % ${slots}, 1)
          ON DUPLICATE KEY UPDATE changes = changes + 1`,
    )
  })
}

/** A number that is another one after each commit that changed rows of the table. */
export function changesOf(tableSequence: Sql): Sql {
  return sql`COALESCE((SELECT CAST(SUM(changes) AS UNSIGNED) FROM rowChanges WHERE tableSequence = ${tableSequence}), 0)`
}
