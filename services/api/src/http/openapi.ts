import type { ModelName } from '@basalt/types'
import type { Endpoint } from './endpoint.ts'
import { apiVersion } from './api-version.ts'
import { modelReference, modelSchemas } from './openapi-models.ts'
import type { JsonSchema, Param } from './params.ts'

/** For whom a document is: apps, servers, or the console, which sees everything that has a name. */
export const surfaces = ['client', 'server', 'console'] as const
export type Surface = (typeof surfaces)[number]

type Json = Readonly<Record<string, unknown>>

/** The OpenAPI 3.1 document of a surface, derived from the declarations alone. */
export function openApiDocument(endpoints: readonly Endpoint[], surface: Surface): Json {
  const shown = endpoints.filter((endpoint) => surfacesOf(endpoint).includes(surface))
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of shown) {
    const path = documentedPath(endpoint.path)
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, surface) }
  }
  const used = shown.flatMap(({ response }) => [
    ...(response.model ? [response.model] : []),
    ...(response.orModels ?? []),
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Basalt',
      version: apiVersion,
      description: 'A self-hosted backend for web and mobile apps.',
      license: { name: 'BSD-3-Clause', identifier: 'BSD-3-Clause' },
    },
    servers: [{ url: '/v1' }],
    tags: [...new Set(shown.map(serviceOf))].map((name) => ({ name })),
    paths,
    components: { securitySchemes: securitySchemes(), schemas: { ...modelSchemas(used), error: errorSchema } },
  }
}

/** An operation is for apps when people sign in to use it, for servers when keys or tokens do; ids with `_` are inner. */
function surfacesOf({ id, auth }: Endpoint): readonly Surface[] {
  if (id.startsWith('_')) return []
  const open = auth.length === 0
  return [
    ...(open || auth.includes('session') ? (['client'] as const) : []),
    ...(open || auth.includes('key') || auth.includes('jwt') ? (['server'] as const) : []),
    'console',
  ]
}

function operation(endpoint: Endpoint, surface: Surface): Json {
  const [service, method] = [serviceOf(endpoint), endpoint.id.slice(endpoint.id.indexOf('.') + 1)]
  const inPath = new Set(endpoint.path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : [])))
  const params = Object.entries(endpoint.params)
  const inBody = endpoint.method === 'GET' ? [] : params.filter(([name]) => !inPath.has(name))
  const inUrl = params.filter(([name]) => inPath.has(name) || endpoint.method === 'GET')
  return {
    operationId: service + method.charAt(0).toUpperCase() + method.slice(1),
    summary: endpoint.summary,
    tags: [service],
    ...(endpoint.deprecated ? { deprecated: true } : {}),
    ...(inUrl.length > 0
      ? { parameters: inUrl.map(([name, param]) => urlParameter(name, param, inPath.has(name))) }
      : {}),
    ...(inBody.length > 0 ? { requestBody: requestBody(inBody) } : {}),
    responses: responses(endpoint),
    security: security(endpoint, surface),
    'x-appwrite': {
      method,
      group: service,
      scope: endpoint.scopes.length === 1 ? endpoint.scopes[0] : endpoint.scopes,
      platforms: surfacesOf(endpoint),
      auth: { Project: [] },
      deprecated: endpoint.deprecated ?? false,
      'rate-limit': endpoint.rateLimit?.limit ?? 0,
      'rate-time': endpoint.rateLimit?.windowSeconds ?? 3600,
      'rate-key': endpoint.rateLimit?.keys ?? [],
      type: typeOf(endpoint),
      ...(endpoint.methods ? { methods: endpoint.methods.map((each) => sdkMethod(endpoint, each)) } : {}),
    },
  }
}

function sdkMethod(
  endpoint: Endpoint,
  { id, params, required, deprecated }: NonNullable<Endpoint['methods']>[number],
): Json {
  const mandatory = Object.entries(endpoint.params).flatMap(([name, param]) => (param.optional ? [] : [name]))
  return {
    namespace: id.slice(0, id.indexOf('.')),
    name: id.slice(id.indexOf('.') + 1),
    parameters: params ?? Object.keys(endpoint.params),
    required: required ?? mandatory,
    deprecated: deprecated ?? false,
  }
}

/** How SDKs treat an answer without a model: as a way to sign in, as a place to go to, or as a plain request. */
function typeOf({ method, response }: Endpoint): string {
  if (response.status === 301) return 'webAuth'
  return method === 'GET' && response.model === undefined && response.content !== undefined ? 'location' : ''
}

function urlParameter(name: string, param: Param, inPath: boolean): Json {
  return {
    name,
    in: inPath ? 'path' : 'query',
    required: inPath || !param.optional,
    ...(param.doc === '' ? {} : { description: param.doc }),
    schema: schemaOf(param),
  }
}

function requestBody(params: readonly (readonly [string, Param])[]): Json {
  const required = params.flatMap(([name, param]) => (param.optional ? [] : [name]))
  const schema = {
    type: 'object',
    properties: Object.fromEntries(
      params.map(([name, param]) => [
        name,
        { ...schemaOf(param), ...(param.doc === '' ? {} : { description: param.doc }) },
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
  }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

function schemaOf({ schema, nullable, fallback }: Param): JsonSchema {
  const shown = fallback === undefined || fallback === null ? {} : { default: plain(fallback) }
  if (!nullable) return { ...schema, ...shown }
  return { ...schema, type: [schema['type'], 'null'], 'x-nullable': true, ...shown }
}

/** Defaults may hold 64-bit numbers, which JSON documents show as far as a client reads them. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}

function responses({ response }: Endpoint): Json {
  const names: readonly ModelName[] = response.model ? [response.model, ...(response.orModels ?? [])] : []
  const body = names.length > 0 ? { 'application/json': { schema: modelReference(names) } } : null
  const file = response.content === undefined ? null : { [response.content]: {} }
  const content = body ?? file
  return {
    [response.status]: { description: describe(response.status), ...(content ? { content } : {}) },
    default: {
      description: 'Error',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
    },
  }
}

function describe(status: number): string {
  return { 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No content', 301: 'Leads on' }[status] ?? 'Answer'
}

/** Each way to authenticate stands for itself; every one needs the project. */
function security({ auth }: Endpoint, surface: Surface): readonly Json[] {
  const schemes = auth.flatMap((kind) =>
    kind === 'admin' ? [] : [{ session: 'Session', jwt: 'JWT', key: 'Key' }[kind]],
  )
  const fitting = schemes.filter((scheme) => surface !== 'client' || scheme !== 'Key')
  return fitting.length === 0 ? [{ Project: [] }] : fitting.map((scheme) => ({ Project: [], [scheme]: [] }))
}

function securitySchemes(): Json {
  const header = (name: string, description: string): Json => ({ type: 'apiKey', in: 'header', name, description })
  return {
    Project: header('X-Appwrite-Project', 'Your project ID'),
    Key: header('X-Appwrite-Key', 'Your secret API key'),
    JWT: header('X-Appwrite-JWT', 'Your secret JSON Web Token'),
    Session: header('X-Appwrite-Session', 'The user session to authenticate with'),
    Locale: header('X-Appwrite-Locale', 'Language of messages and names'),
    ForwardedUserAgent: header('X-Forwarded-User-Agent', 'The user agent of the client that a server acts for'),
  }
}

const errorSchema: Json = {
  type: 'object',
  properties: {
    message: { type: 'string' },
    code: { type: 'integer' },
    type: { type: 'string' },
    version: { type: 'string' },
  },
  required: ['message', 'code', 'type', 'version'],
}

function serviceOf({ id }: Endpoint): string {
  return id.slice(0, id.indexOf('.'))
}

/** `/v1/teams/:teamId` as documents write it: `/teams/{teamId}`. */
function documentedPath(path: string): string {
  return path.replace(/^\/v1/, '').replaceAll(/:([A-Za-z]+)/g, '{$1}') || '/'
}
