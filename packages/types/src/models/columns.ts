import { any, array, boolean, choice, float, instant, integer, model, nullable, text } from '../model.ts'

/** What every column and attribute shows. The two surfaces name their parents differently, and nothing else. */
const common = {
  key: text(),
  type: text(),
  status: choice('available', 'processing', 'deleting', 'stuck', 'failed'),
  error: text(),
  required: boolean(),
  array: nullable(boolean()),
  $createdAt: instant(),
  $updatedAt: instant(),
}

const anyColumn = model(common)
const booleanColumn = model({ ...common, default: nullable(boolean()) }, { when: { type: 'boolean' } })
const datetimeColumn = model({ ...common, format: text(), default: nullable(text()) }, { when: { type: 'datetime' } })
const emailColumn = model(
  { ...common, format: text('email'), default: nullable(text()) },
  { when: { type: 'string', format: 'email' } },
)
const enumColumn = model(
  { ...common, elements: array(text()), format: text('enum'), default: nullable(text()) },
  { when: { type: 'string', format: 'enum' } },
)
const floatColumn = model(
  { ...common, min: nullable(float()), max: nullable(float()), default: nullable(float()) },
  { when: { type: 'double' } },
)
const integerColumn = model(
  { ...common, min: nullable(integer()), max: nullable(integer()), default: nullable(integer()) },
  { when: { type: 'integer' } },
)
const ipColumn = model(
  { ...common, format: text('ip'), default: nullable(text()) },
  { when: { type: 'string', format: 'ip' } },
)
const lineColumn = model({ ...common, default: nullable(any()) }, { when: { type: 'linestring' } })
const pointColumn = model({ ...common, default: nullable(any()) }, { when: { type: 'point' } })
const polygonColumn = model({ ...common, default: nullable(any()) }, { when: { type: 'polygon' } })
const stringColumn = model(
  { ...common, size: integer(), default: nullable(text()), encrypt: nullable(boolean()) },
  { when: { type: 'string' } },
)
const urlColumn = model(
  { ...common, format: text('url'), default: nullable(text()) },
  { when: { type: 'string', format: 'url' } },
)

const relation = {
  relationType: text(),
  twoWay: boolean(),
  twoWayKey: text(),
  onDelete: text('restrict'),
  side: text(),
}

export const columnsModels = {
  column: anyColumn,
  columnBoolean: booleanColumn,
  columnDatetime: datetimeColumn,
  columnEmail: emailColumn,
  columnEnum: enumColumn,
  columnFloat: floatColumn,
  columnInteger: integerColumn,
  columnIp: ipColumn,
  columnLine: lineColumn,
  columnPoint: pointColumn,
  columnPolygon: polygonColumn,
  columnRelationship: model({ ...common, relatedTable: text(), ...relation }, { when: { type: 'relationship' } }),
  columnString: stringColumn,
  columnUrl: urlColumn,
}

export const attributesModels = {
  attribute: anyColumn,
  attributeBoolean: booleanColumn,
  attributeDatetime: datetimeColumn,
  attributeEmail: emailColumn,
  attributeEnum: enumColumn,
  attributeFloat: floatColumn,
  attributeInteger: integerColumn,
  attributeIp: ipColumn,
  attributeLine: lineColumn,
  attributePoint: pointColumn,
  attributePolygon: polygonColumn,
  attributeRelationship: model(
    { ...common, relatedCollection: text(), ...relation },
    { when: { type: 'relationship' } },
  ),
  attributeString: stringColumn,
  attributeUrl: urlColumn,
}
