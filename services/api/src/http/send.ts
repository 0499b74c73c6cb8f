import type { ServerResponse } from 'node:http'
import { render, renderOneOf, toJson } from '@basalt/types'
import type { Endpoint } from './endpoint.ts'
import type { Reply } from './reply.ts'

type Source = Readonly<Record<string, unknown>>

/** Sends what the handler returned, as its declaration says; nothing when the handler has answered itself. */
export function sendResult(
  response: ServerResponse,
  reply: Reply,
  endpoint: Endpoint,
  result: unknown,
  showSensitive: boolean,
): void {
  if (reply.sent) return
  const status = reply.status ?? endpoint.response.status
  const { orModels } = endpoint.response
  const model = reply.model ?? endpoint.response.model
  if (status === 204 || !model) {
    response.writeHead(204).end()
    return
  }
  const source = (result ?? {}) as Source // the handler's type is the model's
  const body = toJson(
    orModels && !reply.model
      ? renderOneOf([model, ...orModels], source, showSensitive)
      : render(model, source, showSensitive),
  )
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}
