import { listAudit } from '@basalt/core/logs'
import { endpoint } from '#http/endpoint.ts'
import { boolean, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

/** Beyond the contract, which has the log of one user or resource at a time. */
export const projectsListAudit = endpoint({
  id: 'projects.listAudit',
  route: 'GET /v1/projects/:projectId/audit',
  summary: 'List audit log',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    queries: optional(
      queries(
        ['event', 'resource', 'mode', 'userId', 'userName', 'userEmail', 'ip', '$createdAt', '$sequence'],
        'Queries to filter and order by.',
      ),
      [],
    ),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'auditEntryList' },
  errors: ['project_not_found', 'general_query_invalid', 'general_cursor_not_found', 'database_timeout'],
  handler: ({ services, actor, params }) => listAudit(services.database, actor, params.projectId, params),
})
