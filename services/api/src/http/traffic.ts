import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '@basalt/core/access'
import { countTraffic } from '@basalt/core/overview'
import { consoleProjectId, type Project } from '@basalt/core/projects'
import type { Services } from './services.ts'

/** Has a request counted once it is answered. The console and its people are not the traffic of a project. */
export function countOnClose(
  { usage }: Services,
  project: Project,
  { actor }: Caller,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (project.id === consoleProjectId || actor.kind === 'admin') return
  response.once('close', () => {
    countTraffic(usage, project.schema, {
      status: response.statusCode,
      inboundBytes: length(request.headers['content-length']),
      outboundBytes: length(response.getHeader('content-length')),
    })
  })
}

/** Bodies without a length are few and small: chunks of an upload have one. */
function length(header: unknown): number {
  const bytes = Number(header ?? 0)
  return Number.isSafeInteger(bytes) ? bytes : 0
}
