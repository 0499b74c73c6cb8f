import { type Column, kindOf } from '../model.ts'

/** Kinds whose values are written as JSON: lists, partners and shapes. */
export function isJson(column: Column): boolean {
  return column.array === true || ['relationship', 'point', 'line', 'polygon'].includes(column.type)
}

/** A value as a cell or a field shows it; null is an empty text. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What somebody has typed, as a value for this column; empty means null. @throws with what is expected */
export function parse(column: Column, text: string): unknown {
  const kind = kindOf(column)
  if (isJson(column)) return text.trim() === '' ? null : parseJson(text)
  if (text === '' && !(kind === 'string' && column.required)) return null
  if (kind === 'boolean') return parseBoolean(text)
  if (kind !== 'integer' && kind !== 'double') return text
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number)) throw new Error(`${column.key} must be a number.`)
  return number
}

function parseBoolean(text: string): boolean {
  if (/^(?:true|yes|1)$/i.test(text)) return true
  if (/^(?:false|no|0)$/i.test(text)) return false
  throw new Error('A boolean is true or false.')
}

/** @throws with what is wrong */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error('This is not valid JSON.', { cause })
  }
}
