import type { ExecutorState } from '@basalt/executor-client'
import { readBody } from './body.ts'
import type { Builds } from './builds.ts'
import type { CodeCache } from './code-cache.ts'
import type { Driver } from './driver.ts'
import { execute, maxExecutionBytes, warm } from './executions.ts'
import type { Pool } from './pool.ts'
import type { Routes } from './server.ts'

type Parts = {
  readonly code: CodeCache
  readonly driver: Driver
  readonly pool: Pool
  readonly builds: Builds
  readonly maxRuntimes: number
}

/** The executor's API; packages/executor-client has the other side of it. */
export function routesOf({ code, driver, pool, builds, maxRuntimes }: Parts): Routes {
  return {
    'POST /v1/executions': async ({ request }) => execute(pool, await readBody(request, maxExecutionBytes)),
    'POST /v1/runtimes': async ({ request }) => warm(pool, await readBody(request, maxExecutionBytes)),
    'POST /v1/builds': async ({ request, response }) => {
      await builds.serve(request, response)
      return null
    },
    'PUT /v1/code/:/:': async ({ request, params: [projectId = '', deploymentId = ''] }) => {
      await code.store({ projectId, deploymentId }, request)
      return {}
    },
    'DELETE /v1/deployments/:/:': async ({ params: [projectId = '', deploymentId = ''] }) => {
      const ref = { projectId, deploymentId }
      builds.cancel(ref)
      await pool.evict(ref)
      await code.remove(ref)
      return {}
    },
    'GET /v1/state': async (): Promise<ExecutorState> => ({
      driver: driver.kind,
      isolation: driver.isolation,
      maxRuntimes,
      runtimes: pool.states,
      builds: builds.underWay,
      waiting: pool.waiting + builds.waiting,
    }),
  }
}
