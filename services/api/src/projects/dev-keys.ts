import { createDevKey, getDevKey, listDevKeys, removeDevKey, updateDevKey } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { text, uid } from '#http/kinds.ts'
import { datetime } from '#http/kinds-identity.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

const attributes = ['accessedAt', 'expire', '$id', '$createdAt', '$updatedAt', '$sequence']
const devKeyParams = {
  name: text({ max: 128 }, 'Key name. Max length: 128 chars.'),
  expire: datetime('When the key expires, in ISO 8601.'),
}

export const projectsCreateDevKey = endpoint({
  id: 'projects.createDevKey',
  route: 'POST /v1/projects/:projectId/dev-keys',
  summary: 'Create dev key',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), ...devKeyParams },
  response: { status: 201, model: 'devKey' },
  errors: ['project_not_found'],
  handler: ({ services, tx, actor, params: { projectId, name, expire } }) =>
    createDevKey(tx, services.secrets, actor, projectId, { name, expiresAt: expire }),
})

export const projectsListDevKeys = endpoint({
  id: 'projects.listDevKeys',
  route: 'GET /v1/projects/:projectId/dev-keys',
  summary: 'List dev keys',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    queries: optional(queries(attributes, 'Queries to filter and order by.'), []),
  },
  response: { status: 200, model: 'devKeyList' },
  errors: ['general_query_invalid', 'project_not_found'],
  handler: ({ services, db, actor, params }) =>
    listDevKeys(db, services.secrets, actor, params.projectId, params.queries),
})

export const projectsGetDevKey = endpoint({
  id: 'projects.getDevKey',
  route: 'GET /v1/projects/:projectId/dev-keys/:keyId',
  summary: 'Get dev key',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.') },
  response: { status: 200, model: 'devKey' },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ services, db, actor, params }) => getDevKey(db, services.secrets, actor, params.projectId, params.keyId),
})

export const projectsUpdateDevKey = endpoint({
  id: 'projects.updateDevKey',
  route: 'PUT /v1/projects/:projectId/dev-keys/:keyId',
  summary: 'Update dev key',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.'), ...devKeyParams },
  response: { status: 200, model: 'devKey' },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ services, tx, actor, params: { projectId, keyId, name, expire } }) =>
    updateDevKey(tx, services.secrets, actor, projectId, keyId, { name, expiresAt: expire }),
})

export const projectsDeleteDevKey = endpoint({
  id: 'projects.deleteDevKey',
  route: 'DELETE /v1/projects/:projectId/dev-keys/:keyId',
  summary: 'Delete dev key',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.') },
  response: { status: 204 },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ tx, actor, params }) => removeDevKey(tx, actor, params.projectId, params.keyId),
})
