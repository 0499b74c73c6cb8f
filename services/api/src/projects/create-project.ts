import { createProject } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { choice, projectId, text, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { detailParams, detailsOf } from './details.ts'

export const projectsCreate = endpoint({
  id: 'projects.create',
  route: 'POST /v1/projects',
  summary: 'Create project',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: projectId('Project ID: your own, or `unique()`.'),
    name: text({ max: 128 }, 'Project name. Max length: 128 chars.'),
    teamId: uid('ID of the organisation that owns the project.'),
    region: optional(choice(['default'], 'Project region.', { caseSensitive: false }), 'default'),
    ...detailParams,
  },
  response: { status: 201, model: 'project' },
  audit: { event: 'projects.create', resource: 'project/{response.$id}' },
  errors: ['project_already_exists', 'project_reserved_project', 'team_not_found'],
  // The schema of the project is made before the transaction that inserts it.
  transaction: 'own',
  handler: ({ services: { database, secrets }, actor, params, record }) => {
    const { projectId: id, name, teamId, region } = params
    return createProject(database, secrets, actor, { id, name, teamId, region, details: detailsOf(params) }, record)
  },
})
