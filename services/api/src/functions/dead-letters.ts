import { listExecutions, retryExecution, wakeWorkers } from '@basalt/core/functions'
import { endpoint } from '#http/endpoint.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { inFunction, ofExecution, total } from './params.ts'

export const deadExecutionsList = endpoint({
  id: 'functions.listDeadExecutions',
  route: 'GET /v1/functions/:functionId/executions/dead-letters',
  summary: 'List executions that were given up after all attempts',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    queries: optional(queries(['trigger', 'status'], 'Queries to filter and order by.'), []),
    total,
  },
  response: { status: 200, model: 'executionList' },
  errors: ['database_query_order_null', 'function_not_found', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, actor, params }) => listExecutions(db, actor, { ...params, dead: true }),
})

export const executionsRetry = endpoint({
  id: 'functions.retryExecution',
  route: 'POST /v1/functions/:functionId/executions/:executionId/retry',
  summary: 'Run an execution again that was given up',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: ofExecution,
  response: { status: 202, model: 'execution' },
  audit: { event: 'executions.retry', resource: 'function/{request.functionId}' },
  errors: ['execution_not_found', 'function_not_found'],
  handler: ({ tx, services, project, params }) => {
    tx.afterCommit(() => wakeWorkers(services.bus, project.id))
    return retryExecution(tx, params)
  },
})
