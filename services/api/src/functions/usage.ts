import { functionsUsage, functionUsage } from '@basalt/core/functions'
import { usageRanges } from '@basalt/core/usage'
import { endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { inFunction } from './params.ts'

const range = optional(choice(usageRanges, 'How far back the series go.', { caseSensitive: false }), '30d')

export const functionsUsageList = endpoint({
  id: 'functions.listUsage',
  route: 'GET /v1/functions/usage',
  summary: 'Get functions usage',
  auth: ['admin'],
  scopes: ['functions.read'],
  gates: ['projectOnly', 'usage'],
  params: { range },
  response: { status: 200, model: 'usageFunctions' },
  handler: ({ db, params }) => functionsUsage(db, params.range),
})

export const functionUsageGet = endpoint({
  id: 'functions.getUsage',
  route: 'GET /v1/functions/:functionId/usage',
  summary: 'Get function usage',
  auth: ['admin'],
  scopes: ['functions.read'],
  gates: ['projectOnly', 'usage'],
  params: { ...inFunction, range },
  response: { status: 200, model: 'usageFunction' },
  errors: ['function_not_found'],
  handler: ({ db, params }) => functionUsage(db, params.functionId, params.range),
})
