import { listRuntimes, listSpecifications } from '@basalt/core/functions'
import { endpoint } from '#http/endpoint.ts'

export const runtimesList = endpoint({
  id: 'functions.listRuntimes',
  route: 'GET /v1/functions/runtimes',
  summary: 'List runtimes',
  auth: ['key'],
  scopes: ['public'],
  params: {},
  response: { status: 200, model: 'runtimeList' },
  handler: () => listRuntimes(),
})

export const specificationsList = endpoint({
  id: 'functions.listSpecifications',
  route: 'GET /v1/functions/specifications',
  summary: 'List specifications',
  auth: ['key', 'admin'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: {},
  response: { status: 200, model: 'specificationList' },
  handler: () => listSpecifications(),
})
