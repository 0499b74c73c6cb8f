import { endpoint, type Endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { openApiDocument, type Surface, surfaces } from '#http/openapi.ts'

const suffix = '.json'
const prefix = 'open-api3-'
const documents = surfaces.map((surface) => `${prefix}${surface}${suffix}` as const)

/** The operation that serves the OpenAPI documents of all others. Each is made when it is first asked for. */
export function specsEndpoints(described: readonly Endpoint[]): readonly Endpoint[] {
  const texts = new Map<string, string>()
  const textOf = (document: string): string => {
    const surface = document.slice(prefix.length, -suffix.length) as Surface // one of `documents`
    const text = texts.get(document) ?? JSON.stringify(openApiDocument(described, surface))
    texts.set(document, text)
    return text
  }
  return [
    endpoint({
      id: '_specs.get',
      route: 'GET /v1/specs/:document',
      summary: 'Get an OpenAPI document',
      auth: [],
      scopes: ['public'],
      params: { document: choice(documents, 'Name of the document.') },
      response: { status: 200, content: 'application/json' },
      handler: ({ params, reply }) => reply.text(textOf(params.document), 'application/json; charset=UTF-8'),
    }),
  ]
}
