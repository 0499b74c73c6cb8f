import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { legacyResult } from './records.ts'
import { errorWord, methodWord, modelWord, paramWord, patternWord, proseWord, routeWord } from './words.ts'

describe('the words of the legacy surface', () => {
  it('stand for those of the tables surface', () => {
    assert.equal(
      routeWord('/v1/tablesdb/:databaseId/tables/:tableId/rows/:rowId/:column/increment'),
      '/v1/databases/:databaseId/collections/:collectionId/documents/:documentId/:attribute/increment',
    )
    assert.deepEqual(
      ['tablesDB.createTable', 'tablesDB.listColumns', 'tablesDB.incrementRowColumn', 'tablesDB.upsertRows'].map(
        methodWord,
      ),
      [
        'databases.createCollection',
        'databases.listAttributes',
        'databases.incrementDocumentAttribute',
        'databases.upsertDocuments',
      ],
    )
    assert.equal(
      patternWord('databases.[databaseId].tables.[tableId].columns.[columnId].create'),
      'databases.[databaseId].collections.[collectionId].attributes.[attributeId].create',
    )
    assert.equal(
      patternWord('database/{request.databaseId}/table/{request.tableId}/row/{response.$id}'),
      'database/{request.databaseId}/collection/{request.collectionId}/document/{response.$id}',
    )
    assert.deepEqual(['relatedTableId', 'rowSecurity', 'key'].map(paramWord), [
      'relatedCollectionId',
      'documentSecurity',
      'key',
    ])
    assert.equal(proseWord('Rows of a table, by Column'), 'Documents of a collection, by Attribute')
  })

  it('name models and errors that exist, and leave others alone', () => {
    assert.deepEqual(
      (['columnIndexList', 'columnString', 'tableList', 'rowList', 'usageTable', 'database'] as const).map(modelWord),
      ['indexList', 'attributeString', 'collectionList', 'documentList', 'usageCollection', 'database'],
    )
    assert.deepEqual(
      (['column_index_not_found', 'column_unknown', 'row_not_found', 'COLUMN_TYPE_NOT_SUPPORTED'] as const).map(
        errorWord,
      ),
      ['index_not_found', 'attribute_unknown', 'document_not_found', 'ATTRIBUTE_TYPE_NOT_SUPPORTED'],
    )
    assert.deepEqual(
      (['attribute_type_invalid', 'database_not_found', 'general_query_invalid'] as const).map(errorWord),
      ['attribute_type_invalid', 'database_not_found', 'general_query_invalid'],
    )
  })

  it('rename the parents of rows at every depth, but nothing that users named', () => {
    const row = {
      $id: 'a',
      $tableId: 't',
      rows: 1,
      columns: ['x'],
      rowSecurity: { $tableId: 'mine' },
      author: { $id: 'b', $tableId: 'u', books: [{ $id: 'c', $tableId: 't' }] },
    }
    assert.deepEqual(legacyResult('rowList', { total: 1, rows: [row] }), {
      total: 1,
      documents: [
        {
          $id: 'a',
          $collectionId: 't',
          rows: 1,
          columns: ['x'],
          rowSecurity: { $tableId: 'mine' },
          author: { $id: 'b', $collectionId: 'u', books: [{ $id: 'c', $collectionId: 't' }] },
        },
      ],
    })
  })

  it('rename the parts of a table, but no default', () => {
    const table = {
      $id: 't',
      rowSecurity: true,
      columns: [{ key: 'at', relatedTable: 'u', default: [{ columns: 1 }] }],
      indexes: [{ key: 'i', columns: ['columns'] }],
    }
    assert.deepEqual(legacyResult('table', table), {
      $id: 't',
      documentSecurity: true,
      attributes: [{ key: 'at', relatedCollection: 'u', default: [{ columns: 1 }] }],
      indexes: [{ key: 'i', attributes: ['columns'] }],
    })
  })
})
