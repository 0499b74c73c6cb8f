import { finishLater } from '@basalt/core/databases'
import type { Endpoint } from '#http/endpoint.ts'

/** The same operation, which hands on to the worker what of its change takes longer than a request should. */
export function finishing(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    handler: async (call) => {
      const { services, project } = call
      const result = await endpoint.handler(call)
      await finishLater(services.queues, project.id, services.database.schema(project.schema)).catch((error: unknown) =>
        services.log.warn({ err: error }, 'a change of the schema waits for reconciliation'),
      )
      return result
    },
  }
}
