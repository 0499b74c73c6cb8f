import { type Field, type Model, type ModelName, models } from '@basalt/types'
import type { JsonSchema } from './params.ts'

/** JSON Schemas of the given models and of all that they contain, by name. */
export function modelSchemas(names: Iterable<ModelName>): Readonly<Record<string, JsonSchema>> {
  const schemas: Record<string, JsonSchema> = {}
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (Object.hasOwn(schemas, name)) continue
    const model: Model = models[name]
    schemas[name] = schemaOfModel(model)
    // Fields name only models that exist: the type of the registry holds them to it.
    open.push(...Object.values(model.fields).flatMap((field) => field.models as readonly ModelName[]))
  }
  return Object.fromEntries(Object.entries(schemas).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

/** A reference to a model, or to one of several. */
export function modelReference(names: readonly string[]): JsonSchema {
  const references = names.map((name) => ({ $ref: `#/components/schemas/${name}` }))
  const [only] = references
  return only && references.length === 1 ? only : { oneOf: references }
}

function schemaOfModel({ fields, open }: Model): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOfField(field)])),
    required: Object.entries(fields).flatMap(([name, field]) => (field.nullable ? [] : [name])),
    ...(open ? { additionalProperties: true } : {}),
  }
}

function schemaOfField(field: Field): JsonSchema {
  const item = field.models.length > 0 ? modelReference(field.models) : plainSchema(field)
  const schema = field.array ? { type: 'array', items: item } : item
  if (!field.nullable) return schema
  return typeof schema['type'] === 'string'
    ? { ...schema, type: [schema['type'], 'null'], 'x-nullable': true }
    : { oneOf: [schema, { type: 'null' }], 'x-nullable': true }
}

const kinds: Readonly<Record<Field['kind'], JsonSchema>> = {
  text: { type: 'string' },
  integer: { type: 'integer', format: 'int64' },
  float: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  instant: { type: 'string' },
  object: { type: 'object', additionalProperties: true },
  any: {},
}

function plainSchema({ kind, choices }: Field): JsonSchema {
  return choices ? { ...kinds[kind], enum: choices } : kinds[kind]
}
