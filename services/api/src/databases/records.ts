import type { ModelName } from '@basalt/types'

type Source = Readonly<Record<string, unknown>>

const schemaWords: Readonly<Record<string, string>> = {
  tables: 'collections',
  columns: 'attributes',
  rowSecurity: 'documentSecurity',
  relatedTable: 'relatedCollection',
}

/** Results that hold parts of the schema, and those that hold rows: each has names of its own to change. */
const schemaModel = /^(?:table|column)/
const rowModel = /^row/

/** A result in the words of tables, in those of collections. What users named themselves stays. */
export function legacyResult<T>(model: ModelName | undefined, result: T): T | object {
  if (model === undefined || typeof result !== 'object' || result === null) return result
  if (schemaModel.test(model)) return legacySchema(result) as object // an object stays one
  if (model === 'usageTable') return legacyUsage(result)
  if (!rowModel.test(model)) return result
  const { rows, ...rest } = result as Source // an object, see above
  return model === 'rowList'
    ? { ...rest, documents: (rows as readonly unknown[]).map(legacyRow) }
    : (legacyRow(result) as object) // an object stays one
}

function legacyUsage(result: object): object {
  const { rows, rowsTotal, ...rest } = result as Source // an object, as said
  return { ...rest, documents: rows, documentsTotal: rowsTotal }
}

function legacySchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(legacySchema)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    // A default is the user's.
    Object.entries(value).map(([key, inner]) => [
      schemaWords[key] ?? key,
      key === 'default' ? inner : legacySchema(inner),
    ]),
  )
}

/** Renames the parent of a row and of the rows that are loaded into it. */
function legacyRow(row: unknown): unknown {
  if (Array.isArray(row)) return row.map(legacyRow)
  if (typeof row !== 'object' || row === null || !Object.hasOwn(row, '$id')) return row
  const { $tableId, ...fields } = row as Source // an object, see above
  const target: Record<string, unknown> = $tableId === undefined ? {} : { $collectionId: $tableId }
  for (const key in fields) {
    const value = fields[key]
    target[key] = typeof value === 'object' && value !== null && !key.startsWith('$') ? legacyRow(value) : value
  }
  return target
}
