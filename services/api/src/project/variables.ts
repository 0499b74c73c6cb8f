import {
  createVariable,
  getVariable,
  listVariables,
  removeVariable,
  updateVariable,
  wholeProject,
} from '@basalt/core/variables'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { maybe, optional } from '#http/params.ts'

const key = text({ max: 255 }, 'Variable key. Max length: 255 chars.')
const variableId = uid('Variable ID.')

export const projectCreateVariable = endpoint({
  id: 'project.createVariable',
  route: 'POST /v1/project/variables',
  summary: 'Create variable',
  auth: ['admin'],
  scopes: ['projects.write'],
  params: {
    key,
    value: text({ max: 8192, min: 0 }, 'Variable value. Max length: 8192 chars.'),
    secret: optional(boolean({ loose: false }, 'True hides the value from everybody but functions and sites.'), true),
  },
  response: { status: 201, model: 'variable' },
  audit: { event: 'variable.create', resource: 'variable/{response.$id}' },
  errors: ['variable_already_exists'],
  handler: ({ services, tx, actor, params }) => createVariable(tx, services.secrets, actor, wholeProject, params),
})

export const projectListVariables = endpoint({
  id: 'project.listVariables',
  route: 'GET /v1/project/variables',
  summary: 'List variables',
  auth: ['admin'],
  scopes: ['projects.read'],
  params: {},
  response: { status: 200, model: 'variableList' },
  handler: async ({ services, db, actor }) => {
    const variables = await listVariables(db, services.secrets, actor, wholeProject)
    return { total: variables.length, variables }
  },
})

export const projectGetVariable = endpoint({
  id: 'project.getVariable',
  route: 'GET /v1/project/variables/:variableId',
  summary: 'Get variable',
  auth: ['admin'],
  scopes: ['projects.read'],
  params: { variableId },
  response: { status: 200, model: 'variable' },
  errors: ['variable_not_found'],
  handler: ({ services, db, actor, params }) =>
    getVariable(db, services.secrets, actor, wholeProject, params.variableId),
})

export const projectUpdateVariable = endpoint({
  id: 'project.updateVariable',
  route: 'PUT /v1/project/variables/:variableId',
  summary: 'Update variable',
  auth: ['admin'],
  scopes: ['projects.write'],
  params: {
    variableId,
    key,
    value: maybe(text({ max: 8192, min: 0 }, 'Variable value. Max length: 8192 chars. Null keeps it.')),
    secret: maybe(boolean({ loose: false }, 'True hides the value; it cannot be shown again. Null keeps it.')),
  },
  response: { status: 200, model: 'variable' },
  errors: ['variable_already_exists', 'variable_cannot_unset_secret', 'variable_not_found'],
  handler: ({ services, tx, actor, params }) =>
    updateVariable(tx, services.secrets, actor, wholeProject, params.variableId, params),
})

export const projectDeleteVariable = endpoint({
  id: 'project.deleteVariable',
  route: 'DELETE /v1/project/variables/:variableId',
  summary: 'Delete variable',
  auth: ['admin'],
  scopes: ['projects.write'],
  params: { variableId },
  response: { status: 204 },
  errors: ['variable_not_found'],
  handler: ({ tx, actor, params }) => removeVariable(tx, actor, wholeProject, params.variableId),
})
