import { getProject, listProjects } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

export const projectsList = endpoint({
  id: 'projects.list',
  route: 'GET /v1/projects',
  summary: 'List projects',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {
    queries: optional(
      queries(['name', 'teamId', '$id', '$createdAt', '$updatedAt', '$sequence'], 'Queries to filter and order by.'),
      [],
    ),
    search: optional(text({ max: 256 }, 'Words to look for in id and name. Max length: 256 chars.'), ''),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'projectList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ services, db, actor, params }) => listProjects(db, services.secrets, actor, params),
})

export const projectsGet = endpoint({
  id: 'projects.get',
  route: 'GET /v1/projects/:projectId',
  summary: 'Get project',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.') },
  response: { status: 200, model: 'project' },
  errors: ['project_not_found'],
  handler: ({ services, db, actor, params }) => getProject(db, services.secrets, actor, params.projectId),
})
