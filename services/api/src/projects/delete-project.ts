import { removeProject } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'

export const projectsDelete = endpoint({
  id: 'projects.delete',
  route: 'DELETE /v1/projects/:projectId',
  summary: 'Delete project',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.') },
  response: { status: 204 },
  audit: { event: 'projects.delete', resource: 'project/{request.projectId}' },
  errors: ['project_not_found'],
  handler: ({ services, tx, actor, params }) => removeProject(tx, services.database, actor, params.projectId),
})
