import {
  createFunctionVariable,
  getFunctionVariable,
  listFunctionVariables,
  removeFunctionVariable,
  updateFunctionVariable,
} from '@basalt/core/functions'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { maybe, optional } from '#http/params.ts'
import { inFunction } from './params.ts'

const key = text({ max: 255 }, 'Variable key. Max length: 255 chars.')
const ofVariable = { ...inFunction, variableId: uid('Variable ID.') }

export const functionsCreateVariable = endpoint({
  id: 'functions.createVariable',
  route: 'POST /v1/functions/:functionId/variables',
  summary: 'Create variable',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    key,
    value: text({ max: 8192, min: 0 }, 'Variable value. Max length: 8192 chars.'),
    secret: optional(boolean({ loose: false }, 'True hides the value from everybody but the function.'), true),
  },
  response: { status: 201, model: 'variable' },
  audit: { event: 'variable.create', resource: 'function/{request.functionId}' },
  errors: ['function_not_found', 'variable_already_exists'],
  handler: ({ services, tx, actor, params }) =>
    createFunctionVariable(tx, services.secrets, actor, params.functionId, params),
})

export const functionsListVariables = endpoint({
  id: 'functions.listVariables',
  route: 'GET /v1/functions/:functionId/variables',
  summary: 'List variables',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: inFunction,
  response: { status: 200, model: 'variableList' },
  errors: ['function_not_found'],
  handler: ({ services, db, actor, params }) => listFunctionVariables(db, services.secrets, actor, params.functionId),
})

export const functionsGetVariable = endpoint({
  id: 'functions.getVariable',
  route: 'GET /v1/functions/:functionId/variables/:variableId',
  summary: 'Get variable',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: ofVariable,
  response: { status: 200, model: 'variable' },
  errors: ['function_not_found', 'variable_not_found'],
  handler: ({ services, db, actor, params }) => getFunctionVariable(db, services.secrets, actor, params),
})

export const functionsUpdateVariable = endpoint({
  id: 'functions.updateVariable',
  route: 'PUT /v1/functions/:functionId/variables/:variableId',
  summary: 'Update variable',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: {
    ...ofVariable,
    key,
    value: maybe(text({ max: 8192, min: 0 }, 'Variable value. Max length: 8192 chars. Null keeps it.')),
    secret: maybe(boolean({ loose: false }, 'True hides the value; it cannot be shown again. Null keeps it.')),
  },
  response: { status: 200, model: 'variable' },
  audit: { event: 'variable.update', resource: 'function/{request.functionId}' },
  errors: ['function_not_found', 'variable_already_exists', 'variable_cannot_unset_secret', 'variable_not_found'],
  handler: ({ services, tx, actor, params }) => updateFunctionVariable(tx, services.secrets, actor, params, params),
})

export const functionsDeleteVariable = endpoint({
  id: 'functions.deleteVariable',
  route: 'DELETE /v1/functions/:functionId/variables/:variableId',
  summary: 'Delete variable',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: ofVariable,
  response: { status: 204 },
  audit: { event: 'variable.delete', resource: 'function/{request.functionId}' },
  errors: ['function_not_found', 'variable_not_found'],
  handler: ({ tx, actor, params }) => removeFunctionVariable(tx, actor, params),
})
