import { moveProject, updateProject } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { text, uid } from '#http/kinds.ts'
import { detailParams, detailsOf } from './details.ts'

export const projectsUpdate = endpoint({
  id: 'projects.update',
  route: 'PATCH /v1/projects/:projectId',
  summary: 'Update project',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    name: text({ max: 128 }, 'Project name. Max length: 128 chars.'),
    ...detailParams,
  },
  response: { status: 200, model: 'project' },
  audit: { event: 'projects.update', resource: 'project/{request.projectId}' },
  errors: ['project_not_found'],
  handler: ({ services, tx, actor, params }) =>
    updateProject(tx, services.secrets, actor, params.projectId, { name: params.name, details: detailsOf(params) }),
})

export const projectsUpdateTeam = endpoint({
  id: 'projects.updateTeam',
  route: 'PATCH /v1/projects/:projectId/team',
  summary: 'Move project to another organisation',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    teamId: uid('ID of the organisation that is to own the project.'),
  },
  response: { status: 200, model: 'project' },
  errors: ['project_not_found', 'team_not_found'],
  handler: ({ services, tx, actor, params }) =>
    moveProject(tx, services.secrets, actor, params.projectId, params.teamId),
})
