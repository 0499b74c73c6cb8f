import { createProjectJwt } from '@basalt/core/projects'
import { keyScopes } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { choice, list, range, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

export const projectsCreateJwt = endpoint({
  id: 'projects.createJWT',
  route: 'POST /v1/projects/:projectId/jwts',
  summary: 'Create JWT',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    scopes: list(choice(keyScopes, 'Scope.'), { max: 100 }, 'What the key may do. Maximum 100 scopes.'),
    duration: optional(range({ min: 0, max: 3600 }, 'Life in seconds, up to an hour.'), 900),
  },
  response: { status: 201, model: 'jwt' },
  errors: ['general_unauthorized_scope', 'project_not_found'],
  handler: ({ services, tx, actor, params: { projectId, scopes, duration } }) =>
    createProjectJwt(tx, services.secrets, actor, projectId, { scopes, durationSeconds: duration }),
})
