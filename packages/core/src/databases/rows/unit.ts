import { isDuplicate, type Transaction } from '@basalt/database'
import type { CompiledTable, RowRecord } from '@basalt/documents'
import { fail } from '@basalt/types'
import { appendActivity, type Happening } from '../../activity/index.ts'
import { auditEvent, type AuditScope, happeningOf, type RowAction, withShown } from './happenings.ts'
import type { Graph } from './graph.ts'
import type { RowCall } from './rows.ts'

/** The changes of one database transaction as they gather: for whom they are made, and what is told of them. */
export class Unit {
  readonly call: RowCall
  readonly tx: Transaction
  /** Tables that relationships lead to; empty where there are none. */
  readonly graph: Graph
  readonly happenings: Happening[] = []
  /** Looks at each locked row before it is changed, and throws when it must not be. */
  judge: (table: CompiledTable, row: RowRecord) => void = () => {}
  /** Where the last change of each row stands among the happenings. */
  readonly #told = new Map<string, number>()
  readonly #leaving = new Set<string>()
  #audit: { readonly event: string; readonly scope: AuditScope } | null

  constructor(call: RowCall, tx: Transaction, audit: Audit | null, graph: Graph = new Map()) {
    this.call = call
    this.tx = tx
    this.graph = graph
    this.#audit = audit && { event: auditEvent(call, audit.action, audit.isPlural), scope: audit.scope }
  }

  /** Lets the judge look at a row, unless this transaction has changed it before. */
  seen(table: CompiledTable, row: RowRecord): void {
    if (!this.#told.has(keyOf(table, row))) this.judge(table, row)
  }

  /** Notes that a row is about to be deleted; false when that is known already. */
  leave(table: CompiledTable, row: RowRecord): boolean {
    const isNew = !this.isLeaving(table, row)
    this.#leaving.add(keyOf(table, row))
    return isNew
  }

  isLeaving(table: CompiledTable, row: RowRecord): boolean {
    return this.#leaving.has(keyOf(table, row))
  }

  /** Notes a change for the activity. The first one stands in the audit log for all. */
  tell(table: CompiledTable, row: RowRecord, action: RowAction): void {
    this.#told.set(keyOf(table, row), this.happenings.length)
    this.happenings.push(happeningOf(this.call, table, row, action, this.#audit))
    this.#audit = null
  }

  /** Has a change told of with all that is related to its row. Nothing happens where the row was not changed. */
  show(table: CompiledTable, row: RowRecord): void {
    const position = this.#told.get(keyOf(table, row)) ?? -1
    const happening = this.happenings[position]
    if (happening) this.happenings[position] = withShown(happening, row)
  }
}

function keyOf({ definition }: CompiledTable, row: RowRecord): string {
  return `${definition.sequence}/${row.$id}`
}

/** How the audit log tells of a call. */
export type Audit = { readonly action: RowAction; readonly scope: AuditScope; readonly isPlural?: boolean }

/**
 * Runs changes of rows in one transaction with their activity. A value that must be unique and is not throws
 * `row_already_exists`.
 */
export async function inUnit<T>(
  call: RowCall,
  audit: Audit,
  work: (unit: Unit) => Promise<T>,
  graph: Graph = new Map(),
): Promise<T> {
  try {
    return await call.schema.transaction(async (tx) => {
      const unit = new Unit(call, tx, audit, graph)
      const result = await work(unit)
      await appendActivity(tx, call.rows.bus, call.origin, unit.happenings)
      return result
    })
  } catch (error) {
    throw isDuplicate(error) ? fail('row_already_exists', {}, error) : error
  }
}
