import type { CompiledTable, RowRecord, View } from '@basalt/documents'
import { isRelated, relatedTables, viewOf } from './graph.ts'
import { everythingOf, shownRows } from './load.ts'
import type { RowCall } from './rows.ts'
import { type Audit, inUnit, type Unit } from './unit.ts'

/** Tables that a write reaches: its own, and those of two levels of rows inside, with what these name. */
const maxWriteSteps = 3

/** Runs changes of rows of a table with what its relationships need, and shows the row with all that is related. */
export async function inRelatedUnit(
  call: RowCall,
  table: CompiledTable,
  audit: Audit,
  work: (unit: Unit) => Promise<RowRecord>,
): Promise<RowRecord> {
  if (table.relations.length === 0) return inUnit(call, audit, work)
  const graph = await relatedTables(call, table, maxWriteSteps)
  const view = await viewOf(call, table, graph)
  return inUnit(
    call,
    audit,
    async (unit) => {
      const row = await work(unit)
      if (!isRelated(table)) return row
      const shown = await shownRow(unit, view, row)
      unit.show(table, shown)
      return shown
    },
    graph,
  )
}

/** A row with all that is related to it, as far as the caller may read that. */
export async function shownRow({ tx, call }: Unit, view: View, row: RowRecord): Promise<RowRecord> {
  return (await shownRows(tx, call.origin.actor, view, [row], everythingOf(view)))[0] ?? row
}
