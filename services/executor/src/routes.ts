import type { CodeCache } from './code-cache.ts'
import type { Routes } from './server.ts'

/** The executor's API; packages/executor-client has the other side of it. */
export function routesOf({ code }: { readonly code: CodeCache }): Routes {
  return {
    'PUT /v1/code/:/:': async ({ request, params: [projectId = '', deploymentId = ''] }) => {
      await code.store({ projectId, deploymentId }, request)
      return {}
    },
    'DELETE /v1/deployments/:/:': async ({ params: [projectId = '', deploymentId = ''] }) => {
      await code.remove({ projectId, deploymentId })
      return {}
    },
  }
}
