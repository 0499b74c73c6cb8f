import type { Endpoint, Params } from '#http/endpoint.ts'
import type { Param } from '#http/params.ts'
import { legacyResult } from './records.ts'
import {
  errorWord,
  isLegacyScope,
  methodWord,
  modelWord,
  paramWord,
  patternWord,
  proseWord,
  routeWord,
} from './words.ts'

/** What the legacy surface declares otherwise. */
export type Otherwise = Partial<Pick<Endpoint, 'scopes' | 'deprecated' | 'params' | 'gates'>>

/**
 * The same operation on the legacy surface: its declaration in the words of collections, and a handler that
 * translates what goes in and what comes out.
 */
export function legacy(endpoint: Endpoint, otherwise: Otherwise = {}): Endpoint {
  const { response, audit } = endpoint
  const deprecated = otherwise.deprecated ?? true
  const params = { ...renamed(endpoint.params), ...otherwise.params }
  return {
    ...endpoint,
    id: methodWord(endpoint.id),
    route: `${endpoint.method} ${routeWord(endpoint.path)}` as Endpoint['route'], // stays under /v1
    path: routeWord(endpoint.path),
    summary: proseWord(endpoint.summary),
    scopes: otherwise.scopes ?? endpoint.scopes.filter(isLegacyScope),
    ...(otherwise.gates ? { gates: otherwise.gates } : {}),
    params,
    response: {
      ...response,
      ...(response.model ? { model: modelWord(response.model) } : {}),
      ...(response.orModels ? { orModels: response.orModels.map(modelWord) } : {}),
    },
    ...(endpoint.payload ? { payload: modelWord(endpoint.payload) } : {}),
    ...(endpoint.event ? { event: patternWord(endpoint.event) } : {}),
    ...(audit ? { audit: { event: patternWord(audit.event), resource: patternWord(audit.resource) } } : {}),
    ...(endpoint.methods ? { methods: endpoint.methods.map(legacyMethod) } : {}),
    ...(endpoint.errors ? { errors: endpoint.errors.map(errorWord) } : {}),
    deprecated,
    renameErrors: errorWord,
    handler: translating(endpoint),
  }
}

function renamed(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]): [string, Param] => [
      paramWord(name),
      { ...param, doc: proseWord(param.doc) },
    ]),
  )
}

function legacyMethod(method: NonNullable<Endpoint['methods']>[number]): NonNullable<Endpoint['methods']>[number] {
  return {
    ...method,
    id: methodWord(method.id),
    ...(method.params ? { params: method.params.map(paramWord) } : {}),
    ...(method.required ? { required: method.required.map(paramWord) } : {}),
    deprecated: true,
  }
}

function translating(endpoint: Endpoint): Endpoint['handler'] {
  const names = Object.keys(endpoint.params)
  return async (call) => {
    const given: Readonly<Record<string, unknown>> = call.params
    const params = Object.fromEntries(names.map((name) => [name, given[paramWord(name)]]))
    const result = await endpoint.handler({
      ...call,
      params,
      record: (tx, recorded, more) =>
        call.record(tx, legacyResult(endpoint.payload ?? endpoint.response.model, recorded), more),
    })
    const answered = legacyResult(call.reply.model ?? endpoint.response.model, result)
    if (call.reply.model) call.reply.model = modelWord(call.reply.model)
    return answered
  }
}
