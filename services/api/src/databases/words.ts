import type { ErrorType, ModelName } from '@basalt/types'
import { errorSpecs, models } from '@basalt/types'

/**
 * The words of the legacy surface for those of the tables surface. Everything is declared once, in the words of
 * tables; these functions say the same in the words of collections.
 */

const routeWords: Readonly<Record<string, string>> = {
  tablesdb: 'databases',
  tables: 'collections',
  columns: 'attributes',
  rows: 'documents',
}

const paramWords: Readonly<Record<string, string>> = {
  tableId: 'collectionId',
  relatedTableId: 'relatedCollectionId',
  rowSecurity: 'documentSecurity',
  columns: 'attributes',
  column: 'attribute',
  rowId: 'documentId',
  rows: 'documents',
}

/** Kinds of event and of audit resource, and the placeholders in them. */
const patternWords: Readonly<Record<string, string>> = {
  ...routeWords,
  ...paramWords,
  columnId: 'attributeId',
  table: 'collection',
  row: 'document',
}

export const paramWord = (name: string): string => paramWords[name] ?? name

export function routeWord(path: string): string {
  return path
    .split('/')
    .map((part) => (part.startsWith(':') ? `:${paramWord(part.slice(1))}` : (routeWords[part] ?? part)))
    .join('/')
}

/** Names of SDK methods: `tablesDB.createTable` is `databases.createCollection`. */
export function methodWord(id: string): string {
  return id
    .replace('tablesDB.', 'databases.')
    .replace('Table', 'Collection')
    .replace('Column', 'Attribute')
    .replace('Row', 'Document')
}

/** Events, audit events and resources: every word in them is a word of its own. */
export function patternWord(pattern: string): string {
  return pattern.replaceAll(/[a-zA-Z]+/g, (word) => patternWords[word] ?? word)
}

/** Sentences for people. */
export function proseWord(text: string): string {
  return text
    .replaceAll(/\b(t)able/gi, (_word, first: string) => `${first === 'T' ? 'C' : 'c'}ollection`)
    .replaceAll(/\b(c)olumn/gi, (_word, first: string) => `${first === 'C' ? 'A' : 'a'}ttribute`)
    .replaceAll(/\b(r)ow/gi, (_word, first: string) => `${first === 'R' ? 'D' : 'd'}ocument`)
}

export function modelWord(model: ModelName): ModelName {
  const legacy = model
    .replace(/^columnIndex/, 'index')
    .replace(/^column/, 'attribute')
    .replace(/^(usageT|t)able/, (_word, start: string) => (start === 't' ? 'collection' : 'usageCollection'))
    .replace(/^row/, 'document')
  return Object.hasOwn(models, legacy) ? (legacy as ModelName) : model // the line before looked it up
}

/** Scopes of rows and tables have legacy names beside them, which alone count on the legacy surface. */
export const isLegacyScope = (scope: string): boolean => !scope.startsWith('tables.') && !scope.startsWith('rows.')

export function errorWord(type: ErrorType): ErrorType {
  const legacy = type
    .replace(/^column_index_/, 'index_')
    .replace(/^column_/, 'attribute_')
    .replace(/^table_/, 'collection_')
    .replace(/^row_/, 'document_')
    .replace('COLUMN_TYPE', 'ATTRIBUTE_TYPE')
  return Object.hasOwn(errorSpecs, legacy) ? (legacy as ErrorType) : type // the line before looked it up
}
