import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ColumnDefinition, TableDefinition } from '@basalt/documents'
import { indexParts, type NewIndex } from './index-rules.ts'

function column(key: string, fields: Partial<ColumnDefinition>): ColumnDefinition {
  return {
    sequence: 1,
    key,
    type: 'string',
    format: '',
    size: 0,
    required: false,
    array: false,
    default: null,
    encrypt: false,
    min: null,
    max: null,
    elements: [],
    status: 'available',
    error: '',
    createdAt: '',
    updatedAt: '',
    relation: null,
    ...fields,
  }
}

const table = {
  columns: [
    column('text', { size: 1000 }),
    column('short', { size: 10 }),
    column('list', { size: 10, array: true }),
    column('number', { type: 'integer', size: 8 }),
    column('soon', { type: 'integer', size: 8, status: 'processing' }),
    column('sealed', { size: 700, encrypt: true }),
  ],
} as unknown as TableDefinition // the rules look at columns alone

const make = (index: Partial<NewIndex>) =>
  indexParts(table, { key: 'i', type: 'key', columns: [], orders: [], lengths: [], ...index })
const refusal = (type: string) => (error: unknown) => (error as { type?: string }).type === type

describe('the parts of an index', () => {
  it('say a length and an order for each column', () => {
    assert.deepEqual(make({ columns: ['short', 'number'], lengths: [5], orders: ['desc'] }), {
      key: 'i',
      type: 'key',
      columns: ['short', 'number'],
      lengths: [5, 0],
      orders: ['desc'],
    })
    assert.deepEqual(make({ columns: ['list', 'short'] }), {
      key: 'i',
      type: 'key',
      columns: ['list', 'short'],
      lengths: [255, 0],
      orders: [null, 'ASC'],
    })
  })

  it('fit into what the engine takes', () => {
    assert.ok(make({ columns: ['text'], lengths: [768] }))
    assert.throws(() => make({ columns: ['text'], lengths: [769] }), refusal('column_index_invalid'))
    assert.throws(() => make({ columns: ['text', 'number'], lengths: [767] }), refusal('column_index_invalid'))
    assert.ok(make({ columns: ['text', 'number'], lengths: [766] }))
    assert.ok(make({ columns: ['sealed', 'short', '$id', '$createdAt'] }))
    assert.ok(make({ type: 'fulltext', columns: ['text', 'sealed'] }))
  })

  it('are of columns that can be used', () => {
    assert.throws(() => make({ columns: ['soon'] }), refusal('column_not_available'))
    assert.throws(() => make({ columns: ['Text'] }), refusal('column_unknown'))
    assert.throws(() => make({ columns: ['$sequence'] }), refusal('column_unknown'))
  })
})
