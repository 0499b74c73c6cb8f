import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endpoints } from '../../services/api/src/endpoints.ts'
import { openApiDocument } from '../../services/api/src/http/openapi.ts'

// Run it to bring the console's client up to date: node scripts/console/client.ts

export const clientFile = join(import.meta.dirname, '..', '..', 'services', 'console', 'src', 'api', 'endpoints.gen.ts')

type Schema = {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
type Operation = {
  readonly tags: readonly [string]
  readonly parameters?: readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
  readonly 'x-appwrite': { readonly method: string }
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The console's client as it must be: routes as data, parameters and answers as types, from the declarations alone. */
export function consoleClient(): string {
  const { paths, components } = openApiDocument(endpoints, 'console') as unknown as Document // its own shape, narrowed
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const named = operations
    .map((each) => ({ ...each, id: `${each.operation.tags[0]}.${each.operation['x-appwrite'].method}` }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const models = Object.entries(components.schemas).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return [
    '// Made by scripts/console/client.ts from the declarations of the API. Do not edit.',
    '',
    ...models.map(([name, schema]) => `export type ${typeName(name)} = ${typeOf(schema)}`),
    '',
    'export type Endpoints = {',
    ...named.map(
      ({ id, operation }) => `  '${id}': { params: ${paramsOf(operation)}; result: ${resultOf(operation)} }`,
    ),
    '}',
    '',
    'export const routes: Readonly<Record<keyof Endpoints, string>> = {',
    ...named.map(({ id, method, path }) => `  '${id}': '${method} ${path}',`),
    '}',
    '',
    '/** The scopes that a key of a project can have. */',
    `export const keyScopes = [${keyScopes(named)
      .map((scope) => `'${scope}'`)
      .join(', ')}] as const`,
    '',
  ].join('\n')
}

function keyScopes(named: readonly { readonly id: string; readonly operation: Operation }[]): readonly string[] {
  const create = named.find(({ id }) => id === 'projects.createKey')?.operation.requestBody?.content['application/json']
  const schema = create?.schema.properties?.['scopes']
  const items = schema?.items ?? schema?.anyOf?.find((each) => each.items)?.items
  return (items?.enum ?? []).map(String)
}

function typeName(model: string): string {
  return model.charAt(0).toUpperCase() + model.slice(1)
}

function paramsOf({ parameters = [], requestBody }: Operation): string {
  const body = Object.values(requestBody?.content ?? {})[0]?.schema
  const required = new Set(body?.required)
  const fields = [
    ...parameters.map(({ name, required: needed, schema }) => field(name, schema, needed)),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => field(name, schema, required.has(name))),
  ]
  return fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`
}

function resultOf({ responses }: Operation): string {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const content = success?.content?.['application/json']?.schema
  return content === undefined ? 'null' : typeOf(content)
}

function field(name: string, schema: Schema, required: boolean): string {
  return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`}${required ? '' : '?'}: ${typeOf(schema)}`
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return typeName(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1))
  const options = schema.anyOf ?? schema.oneOf
  if (options) return [...new Set(options.map(typeOf))].join(' | ')
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ')
  if (typeof schema.type === 'object') return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')
  if (schema.type === 'array') return `readonly ${wrapped(typeOf(schema.items ?? {}))}[]`
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null') return schema.type
  if (schema.properties === undefined) return schema.type === 'object' ? 'Readonly<Record<string, unknown>>' : 'unknown'
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties).map(
    ([name, one]) => `readonly ${field(name, one, required.has(name))}`,
  )
  const rest = schema.additionalProperties === true ? ['readonly [name: string]: unknown'] : []
  return `{ ${[...fields, ...rest].join('; ')} }`
}

function wrapped(type: string): string {
  return type.includes(' | ') ? `(${type})` : type
}

if (import.meta.main) {
  writeFileSync(clientFile, consoleClient())
}
