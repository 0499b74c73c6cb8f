import type { IndexType } from 'node-appwrite'
import type { Sdks } from './sdks.ts'

type Row = Record<string, unknown> & { readonly $id: string }
type Rows = { readonly total: number; readonly rows: readonly Row[] }
type Column = { readonly key: string; readonly status: string; readonly error: string }
/** Where a row is. */
type Place = { readonly databaseId: string; readonly tableId: string; readonly rowId: string }
type New = Place & { readonly data: object; readonly permissions?: string[] }

/** The same database under either set of names. */
export type Vocabulary = {
  readonly name: string
  createDatabase(databaseId: string, name: string): Promise<{ readonly $id: string }>
  createTable(databaseId: string, tableId: string, permissions: string[]): Promise<{ readonly $id: string }>
  /** One column of every scalar type, the text `title` being required. */
  createColumns(databaseId: string, tableId: string): Promise<void>
  createIndex(
    databaseId: string,
    tableId: string,
    key: string,
    type: 'key' | 'unique',
    columns: string[],
  ): Promise<unknown>
  columns(databaseId: string, tableId: string): Promise<readonly Column[]>
  indexes(databaseId: string, tableId: string): Promise<readonly Column[]>
  create(row: New): Promise<Row>
  get(place: Place): Promise<Row>
  list(databaseId: string, tableId: string, queries: string[]): Promise<Rows>
  update(row: New): Promise<Row>
  upsert(row: New): Promise<Row>
  remove(place: Place): Promise<unknown>
}

const kinds = ['a', 'b']

/** The SDKs keep these names in enums of different names, but send the text alone. */
function indexType(type: 'key' | 'unique'): IndexType {
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum's value is this text
  return type as IndexType
}

/** TablesDB: tables, columns and rows. */
export function tables(sdks: Sdks, client: InstanceType<Sdks['server']['Client']>): Vocabulary {
  const { server } = sdks
  const api = new server.TablesDB(client)
  const untyped = (value: unknown): Row => value as Row // the SDK types only the fields that every row has
  return {
    name: 'TablesDB',
    createDatabase: (databaseId, name) => api.create({ databaseId, name }),
    createTable: (databaseId, tableId, permissions) =>
      api.createTable({ databaseId, tableId, name: 'Posts', permissions, rowSecurity: true }),
    async createColumns(databaseId, tableId) {
      const at = (key: string) => ({ databaseId, tableId, key, required: false })
      await api.createStringColumn({ ...at('title'), size: 64, required: true })
      await api.createIntegerColumn({ ...at('number'), min: 0, max: 1000 })
      await api.createFloatColumn(at('score'))
      await api.createBooleanColumn({ ...at('done'), xdefault: false })
      await api.createDatetimeColumn(at('at'))
      await api.createEmailColumn(at('mail'))
      await api.createEnumColumn({ ...at('kind'), elements: kinds })
      await api.createIpColumn(at('ip'))
      await api.createUrlColumn(at('link'))
      await api.createStringColumn({ ...at('tags'), size: 16, array: true })
    },
    createIndex: (databaseId, tableId, key, type, columns) =>
      api.createIndex({ databaseId, tableId, key, type: indexType(type), columns }),
    columns: async (databaseId, tableId) => (await api.listColumns({ databaseId, tableId })).columns,
    indexes: async (databaseId, tableId) => (await api.listIndexes({ databaseId, tableId })).indexes,
    create: async (row) => untyped(await api.createRow(row)),
    get: async (place) => untyped(await api.getRow(place)),
    list: async (databaseId, tableId, queries) => {
      const { total, rows } = await api.listRows({ databaseId, tableId, queries })
      return { total, rows: rows.map(untyped) }
    },
    update: async (row) => untyped(await api.updateRow(row)),
    upsert: async (row) => untyped(await api.upsertRow(row)),
    remove: (place) => api.deleteRow(place),
  }
}

/** The legacy Databases: collections, attributes and documents. */
export function collections(sdks: Sdks, client: InstanceType<Sdks['server']['Client']>): Vocabulary {
  const { server } = sdks
  const api = new server.Databases(client)
  const untyped = (value: unknown): Row => value as Row // the SDK types only the fields that every document has
  const renamed = ({ tableId, rowId, ...rest }: New) => ({ ...rest, collectionId: tableId, documentId: rowId })
  const placed = ({ databaseId, tableId, rowId }: Place) => ({ databaseId, collectionId: tableId, documentId: rowId })
  return {
    name: 'Databases',
    createDatabase: (databaseId, name) => api.create({ databaseId, name }),
    createTable: (databaseId, collectionId, permissions) =>
      api.createCollection({ databaseId, collectionId, name: 'Posts', permissions, documentSecurity: true }),
    async createColumns(databaseId, collectionId) {
      const at = (key: string) => ({ databaseId, collectionId, key, required: false })
      await api.createStringAttribute({ ...at('title'), size: 64, required: true })
      await api.createIntegerAttribute({ ...at('number'), min: 0, max: 1000 })
      await api.createFloatAttribute(at('score'))
      await api.createBooleanAttribute({ ...at('done'), xdefault: false })
      await api.createDatetimeAttribute(at('at'))
      await api.createEmailAttribute(at('mail'))
      await api.createEnumAttribute({ ...at('kind'), elements: kinds })
      await api.createIpAttribute(at('ip'))
      await api.createUrlAttribute(at('link'))
      await api.createStringAttribute({ ...at('tags'), size: 16, array: true })
    },
    createIndex: (databaseId, collectionId, key, type, attributes) =>
      api.createIndex({
        databaseId,
        collectionId,
        key,
        type: indexType(type),
        attributes,
      }),
    columns: async (databaseId, collectionId) => (await api.listAttributes({ databaseId, collectionId })).attributes,
    indexes: async (databaseId, collectionId) => (await api.listIndexes({ databaseId, collectionId })).indexes,
    create: async (row) => untyped(await api.createDocument(renamed(row))),
    get: async (place) => untyped(await api.getDocument(placed(place))),
    list: async (databaseId, collectionId, queries) => {
      const { total, documents } = await api.listDocuments({ databaseId, collectionId, queries })
      return { total, rows: documents.map(untyped) }
    },
    update: async (row) => untyped(await api.updateDocument(renamed(row))),
    upsert: async (row) => untyped(await api.upsertDocument(renamed(row))),
    remove: (place) => api.deleteDocument(placed(place)),
  }
}
