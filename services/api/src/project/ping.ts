import { consoleProjectId, countPing } from '@basalt/core/projects'
import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'

export const pingGet = endpoint({
  id: '_hidden.ping.get',
  route: 'GET /v1/ping',
  summary: 'Say that an app of the project runs',
  auth: [],
  scopes: ['global'],
  params: {},
  response: { status: 200, content: 'text/plain' },
  event: 'projects.[projectId].ping',
  errors: ['project_not_found'],
  // It counts although it is a GET.
  transaction: 'own',
  handler: async ({ services, project, database, record, reply }) => {
    if (project.id === consoleProjectId) throw fail('project_not_found')
    await countPing(services.database.platform, project.id)
    await database.transaction((tx) => record(tx, { projectId: project.id }))
    reply.text('Pong!')
  },
})
