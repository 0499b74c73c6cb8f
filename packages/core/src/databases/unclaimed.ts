import { dropTable } from '@basalt/documents'
import { join, name, type Schema, sql, type Transaction } from '@basalt/database'

/** A table that was announced and never came to be is given up after this time. */
const creationTimeoutMinutes = 10

/** The number of a table that is about to be made. Whatever dies before it is claimed leaves a trace to sweep. */
export async function reserveTable(schema: Schema): Promise<number> {
  const { insertId } = await schema.run(
    sql`INSERT INTO unclaimedTables (createdAt, dropped) VALUES (${new Date()}, FALSE)`,
  )
  return insertId
}

/** Makes a reserved table one of the metadata's, in the transaction that inserts it there. */
export async function claimTable(tx: Transaction, sequence: number): Promise<void> {
  const claimed = await tx.run(sql`DELETE FROM unclaimedTables WHERE sequence = ${sequence} AND dropped = FALSE`)
  if (claimed.affectedRows === 0) throw new Error('the new table was swept before it was claimed')
}

/** Gives tables up, in the transaction that deletes their metadata. */
export async function abandonTables(tx: Transaction, sequences: readonly number[]): Promise<void> {
  if (sequences.length === 0) return
  const now = new Date()
  const rows = join(sequences.map((sequence) => sql`(${sequence}, ${now}, TRUE)`))
  await tx.run(sql`INSERT INTO unclaimedTables (sequence, createdAt, dropped) VALUES ${rows}`)
}

/** Drops tables that nothing owns any more. Safe to repeat. */
export async function dropUnclaimed(schema: Schema, sequences: readonly number[]): Promise<void> {
  for (const sequence of sequences) {
    await dropTable(schema, sequence)
    await schema.run(sql`DELETE FROM rowChanges WHERE tableSequence = ${sequence}`)
    await schema.run(sql`DELETE FROM unclaimedTables WHERE sequence = ${sequence}`)
  }
}

/** Drops what crashes left: tables that were given up, and those whose making never ended. */
export async function sweepUnclaimed(schema: Schema): Promise<void> {
  const giveUpBefore = new Date(Date.now() - creationTimeoutMinutes * 60_000)
  // Marked before they are dropped: a creation that is still under way then fails when it claims its table.
  await schema.run(sql`UPDATE unclaimedTables SET dropped = TRUE WHERE dropped = FALSE AND createdAt < ${giveUpBefore}`)
  const rows = await schema.all<{ sequence: number }>(
    sql`SELECT sequence FROM unclaimedTables WHERE dropped = TRUE ORDER BY sequence`,
  )
  await dropUnclaimed(
    schema,
    rows.map(({ sequence }) => sequence),
  )
}

/** Drops the link tables of many-to-many relationships whose columns are gone. Columns are there before their links. */
export async function sweepLinks(schema: Schema): Promise<void> {
  const tables = await schema.all<{ sequence: number }>(
    sql`SELECT CAST(SUBSTRING(TABLE_NAME, 3) AS UNSIGNED) AS sequence FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = ${schema.schema} AND TABLE_NAME REGEXP '^l_[0-9]+$'
        HAVING sequence NOT IN (SELECT sequence FROM schemaColumns)`,
  )
  for (const { sequence } of tables) await schema.define(sql`DROP TABLE IF EXISTS ${name(`l_${sequence}`)}`)
}
