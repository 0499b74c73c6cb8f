import { array, boolean, instant, integer, many, model, nullable, text } from '../model.ts'
import { columnsModels } from './columns.ts'

/** In the contract's order: the first whose `when` fits is the one. */
const everyColumn = many(
  'columnBoolean',
  'columnInteger',
  'columnFloat',
  'columnEmail',
  'columnEnum',
  'columnUrl',
  'columnIp',
  'columnDatetime',
  'columnRelationship',
  'columnPoint',
  'columnLine',
  'columnPolygon',
  'columnString',
)

export const tablesModels = {
  ...columnsModels,
  columnList: model({ total: integer(), columns: everyColumn }),
  columnIndex: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    key: text(),
    type: text(),
    status: text(),
    error: text(),
    columns: array(text()),
    lengths: array(integer()),
    orders: nullable(array(text())),
  }),
  columnIndexList: model({ total: integer(), indexes: many('columnIndex') }),
  row: model(
    {
      $id: text(),
      $sequence: integer(),
      $tableId: text(),
      $databaseId: text(),
      $createdAt: instant(),
      $updatedAt: instant(),
      $permissions: array(text()),
    },
    { open: true },
  ),
  rowList: model({ total: integer(), rows: many('row') }),
  table: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    $permissions: array(text()),
    databaseId: text(),
    name: text(),
    enabled: boolean(true),
    rowSecurity: boolean(),
    columns: everyColumn,
    indexes: many('columnIndex'),
  }),
  tableProgress: model({ changing: boolean(), percent: nullable(integer()) }),
  tableList: model({ total: integer(), tables: many('table') }),
}
