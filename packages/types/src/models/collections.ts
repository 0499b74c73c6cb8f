import { array, boolean, choice, instant, integer, many, model, nullable, text } from '../model.ts'
import { attributesModels } from './columns.ts'

/** In the contract's order: the first whose `when` fits is the one. */
const everyAttribute = many(
  'attributeBoolean',
  'attributeInteger',
  'attributeFloat',
  'attributeEmail',
  'attributeEnum',
  'attributeUrl',
  'attributeIp',
  'attributeDatetime',
  'attributeRelationship',
  'attributePoint',
  'attributeLine',
  'attributePolygon',
  'attributeString',
)

export const collectionsModels = {
  ...attributesModels,
  attributeList: model({ total: integer(), attributes: everyAttribute }),
  index: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    key: text(),
    type: text(),
    status: choice('available', 'processing', 'deleting', 'stuck', 'failed'),
    error: text(),
    attributes: array(text()),
    lengths: array(integer()),
    orders: nullable(array(text())),
  }),
  indexList: model({ total: integer(), indexes: many('index') }),
  document: model(
    {
      $id: text(),
      $sequence: integer(),
      $collectionId: text(),
      $databaseId: text(),
      $createdAt: instant(),
      $updatedAt: instant(),
      $permissions: array(text()),
    },
    { open: true },
  ),
  documentList: model({ total: integer(), documents: many('document') }),
  collection: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    $permissions: array(text()),
    databaseId: text(),
    name: text(),
    enabled: boolean(true),
    documentSecurity: boolean(),
    attributes: everyAttribute,
    indexes: many('index'),
  }),
  collectionList: model({ total: integer(), collections: many('collection') }),
}
