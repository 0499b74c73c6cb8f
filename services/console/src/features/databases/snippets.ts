import type { Snippet } from '#ui/snippets.tsx'
import { type Column, kindOf } from './model.ts'

type Facts = {
  readonly endpoint: string
  readonly projectId: string
  readonly databaseId: string
  readonly tableId: string
  readonly columns: readonly Column[]
}

/** How apps write and read rows of a table, with its real names. */
export function snippetsOf(facts: Facts): readonly Snippet[] {
  const { endpoint, projectId, databaseId, tableId } = facts
  const data = sampleOf(facts.columns)
  const json = JSON.stringify(data)
  return [
    {
      language: 'Web',
      text: `import { Client, ID, Query, TablesDB } from 'appwrite'

const client = new Client()
  .setEndpoint('${endpoint}')
  .setProject('${projectId}')
const tables = new TablesDB(client)
const table = { databaseId: '${databaseId}', tableId: '${tableId}' }

await tables.createRow({ ...table, rowId: ID.unique(), data: ${json} })
const { rows } = await tables.listRows({ ...table, queries: [Query.limit(10)] })`,
    },
    {
      language: 'Node',
      text: `import { Client, ID, Query, TablesDB } from 'node-appwrite'

const client = new Client()
  .setEndpoint('${endpoint}')
  .setProject('${projectId}')
  .setKey(process.env.API_KEY)
const tables = new TablesDB(client)
const table = { databaseId: '${databaseId}', tableId: '${tableId}' }

await tables.createRow({ ...table, rowId: ID.unique(), data: ${json} })
const { rows } = await tables.listRows({ ...table, queries: [Query.limit(10)] })`,
    },
    {
      language: 'Flutter',
      text: `import 'package:appwrite/appwrite.dart';

final client = Client()
    .setEndpoint('${endpoint}')
    .setProject('${projectId}');
final tables = TablesDB(client);

await tables.createRow(
  databaseId: '${databaseId}',
  tableId: '${tableId}',
  rowId: ID.unique(),
  data: ${json},
);
final list = await tables.listRows(
  databaseId: '${databaseId}',
  tableId: '${tableId}',
  queries: [Query.limit(10)],
);`,
    },
    {
      language: 'Python',
      text: `import os
from appwrite.client import Client
from appwrite.id import ID
from appwrite.query import Query
from appwrite.services.tables_db import TablesDB

client = Client()
client.set_endpoint('${endpoint}')
client.set_project('${projectId}')
client.set_key(os.environ['API_KEY'])
tables = TablesDB(client)

tables.create_row('${databaseId}', '${tableId}', ID.unique(), ${python(data)})
print(tables.list_rows('${databaseId}', '${tableId}', [Query.limit(10)]))`,
    },
    {
      language: 'curl',
      text: `curl '${endpoint}/tablesdb/${databaseId}/tables/${tableId}/rows' \\
  -H 'X-Appwrite-Project: ${projectId}' \\
  -H "X-Appwrite-Key: $API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ rowId: 'unique()', data }).replaceAll("'", String.raw`'\''`)}'`,
    },
  ]
}

/** A value for each required column, or for the first one. */
function sampleOf(columns: readonly Column[]): Readonly<Record<string, unknown>> {
  const plain = columns.filter(({ type }) => type !== 'relationship')
  const required = plain.filter((column) => column.required)
  const shown = required.length > 0 ? required : plain.slice(0, 1)
  return Object.fromEntries(shown.map((column) => [column.key, column.array ? [valueOf(column)] : valueOf(column)]))
}

function valueOf(column: Column): unknown {
  if ('elements' in column) return column.elements[0] ?? ''
  switch (kindOf(column)) {
    case 'integer':
    case 'double':
      return 'min' in column && typeof column.min === 'number' && column.min > 1 ? column.min : 1
    case 'boolean':
      return true
    case 'datetime':
      return '2026-01-01T12:00:00.000+00:00'
    case 'email':
      return 'grace@example.com'
    case 'url':
      return 'https://example.com'
    case 'ip':
      return '203.0.113.7'
    case 'point':
      return [13.4, 52.5]
    case 'linestring':
      return [
        [13.4, 52.5],
        [2.35, 48.9],
      ]
    case 'polygon':
      return [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      ]
    default:
      return 'Hello'
  }
}

function python(data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(data)
    .replaceAll(/:true\b/g, ':True')
    .replaceAll(/\[true\]/g, '[True]')
}
