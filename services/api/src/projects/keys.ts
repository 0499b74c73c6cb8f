import { createKey, getKey, listKeys, removeKey, updateKey } from '@basalt/core/projects'
import { keyScopes } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, list, text, uid } from '#http/kinds.ts'
import { datetime } from '#http/kinds-identity.ts'
import { maybe, nullable, optional } from '#http/params.ts'

const keyParams = {
  name: text({ max: 128 }, 'Key name. Max length: 128 chars.'),
  scopes: nullable(list(choice(keyScopes, 'Scope.'), { max: 100 }, 'What the key may do. Maximum 100 scopes.')),
  expire: maybe(datetime('When the key expires, in ISO 8601. Null for never.')),
}

export const projectsCreateKey = endpoint({
  id: 'projects.createKey',
  route: 'POST /v1/projects/:projectId/keys',
  summary: 'Create key',
  auth: ['admin'],
  scopes: ['keys.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), ...keyParams },
  response: { status: 201, model: 'key' },
  errors: ['project_not_found'],
  handler: ({ services, tx, actor, params: { projectId, name, scopes, expire } }) =>
    createKey(tx, services.secrets, actor, projectId, { name, scopes: scopes ?? [], expiresAt: expire }),
})

export const projectsListKeys = endpoint({
  id: 'projects.listKeys',
  route: 'GET /v1/projects/:projectId/keys',
  summary: 'List keys',
  auth: ['admin'],
  scopes: ['keys.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'keyList' },
  errors: ['project_not_found'],
  handler: async ({ services, db, actor, params }) => {
    const keys = await listKeys(db, services.secrets, actor, params.projectId)
    return { total: params.total ? keys.length : 0, keys }
  },
})

export const projectsGetKey = endpoint({
  id: 'projects.getKey',
  route: 'GET /v1/projects/:projectId/keys/:keyId',
  summary: 'Get key',
  auth: ['admin'],
  scopes: ['keys.read'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.') },
  response: { status: 200, model: 'key' },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ services, db, actor, params }) => getKey(db, services.secrets, actor, params.projectId, params.keyId),
})

export const projectsUpdateKey = endpoint({
  id: 'projects.updateKey',
  route: 'PUT /v1/projects/:projectId/keys/:keyId',
  summary: 'Update key',
  auth: ['admin'],
  scopes: ['keys.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.'), ...keyParams },
  response: { status: 200, model: 'key' },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ services, tx, actor, params: { projectId, keyId, name, scopes, expire } }) =>
    updateKey(tx, services.secrets, actor, projectId, keyId, { name, scopes: scopes ?? [], expiresAt: expire }),
})

export const projectsDeleteKey = endpoint({
  id: 'projects.deleteKey',
  route: 'DELETE /v1/projects/:projectId/keys/:keyId',
  summary: 'Delete key',
  auth: ['admin'],
  scopes: ['keys.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), keyId: uid('Key ID.') },
  response: { status: 204 },
  errors: ['key_not_found', 'project_not_found'],
  handler: ({ tx, actor, params }) => removeKey(tx, actor, params.projectId, params.keyId),
})
