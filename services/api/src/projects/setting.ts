import { changeSettings, type ProjectSettings } from '@basalt/core/projects'
import type { Secrets } from '@basalt/core/secrets'
import { type Endpoint, endpoint, type Params, type SdkMethod } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'
import type { ParsedParams } from '#http/params.ts'

type Setting<P extends Params> = {
  readonly id: string
  /** Below `/v1/projects/:projectId`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly params: P
  readonly methods?: readonly SdkMethod[]
  readonly change: (settings: ProjectSettings, params: ParsedParams<P>, secrets: Secrets) => ProjectSettings
}

/** An operation that changes settings of a project and answers with the project. */
export function setting<const P extends Params>({ id, path, summary, params, methods, change }: Setting<P>): Endpoint {
  return endpoint({
    id,
    route: `PATCH /v1/projects/:projectId${path}`,
    summary,
    auth: ['admin'],
    scopes: ['projects.write'],
    gates: ['consoleOnly'],
    params: { projectId: uid('Project ID.'), ...params },
    response: { status: 200, model: 'project' },
    ...(methods ? { methods } : {}),
    errors: ['project_not_found'],
    handler: ({ services: { secrets }, tx, actor, params: given }) => {
      const parsed = given as unknown as ParsedParams<P> // the kernel parsed what was declared above
      const projectId = given['projectId'] as string // declared above
      return changeSettings(tx, secrets, actor, projectId, (settings) => change(settings, parsed, secrets))
    },
  })
}
