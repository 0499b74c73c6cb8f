import { name, type Sql } from '@basalt/database'

/** Physical names. They come from sequences of the metadata and are never used again, so that a rename touches no table. */
export const rowsTable = (tableSequence: number): Sql => name(`t_${tableSequence}`)
/** Who may read which row: one line for each role that a row grants its reading to. */
export const readsTable = (tableSequence: number): Sql => name(`t_${tableSequence}_read`)
export const columnName = (columnSequence: number): string => `c_${columnSequence}`
export const indexName = (indexSequence: number): Sql => name(`i_${indexSequence}`)
/** Pairs of a many-to-many relationship, named after the column of its parent side. */
export const linksTable = (parentColumnSequence: number): Sql => name(`l_${parentColumnSequence}`)
