import { createPlatform, getPlatform, listPlatforms, removePlatform, updatePlatform } from '@basalt/core/projects'
import { models } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, text, uid } from '#http/kinds.ts'
import { hostname } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'

const platformTypes = models.platform.fields.type.choices ?? []
const name = text({ max: 128 }, 'Platform name. Max length: 128 chars.')
const identifiers = {
  key: optional(text({ max: 256 }, 'Package name or bundle ID of a native app. Max length: 256 chars.'), ''),
  store: optional(text({ max: 256 }, 'ID in the app store. Max length: 256 chars.'), ''),
  hostname: optional(hostname('Host name of a web app, without its port.'), ''),
}

export const projectsCreatePlatform = endpoint({
  id: 'projects.createPlatform',
  route: 'POST /v1/projects/:projectId/platforms',
  summary: 'Create platform',
  auth: ['admin'],
  scopes: ['platforms.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    type: choice(platformTypes, 'Platform type.'),
    name,
    ...identifiers,
  },
  response: { status: 201, model: 'platform' },
  audit: { event: 'platforms.create', resource: 'project/{request.projectId}' },
  errors: ['project_not_found'],
  handler: ({ tx, actor, params }) => createPlatform(tx, actor, params.projectId, params),
})

export const projectsListPlatforms = endpoint({
  id: 'projects.listPlatforms',
  route: 'GET /v1/projects/:projectId/platforms',
  summary: 'List platforms',
  auth: ['admin'],
  scopes: ['platforms.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'platformList' },
  errors: ['project_not_found'],
  handler: async ({ db, actor, params }) => {
    const platforms = await listPlatforms(db, actor, params.projectId)
    return { total: params.total ? platforms.length : 0, platforms }
  },
})

export const projectsGetPlatform = endpoint({
  id: 'projects.getPlatform',
  route: 'GET /v1/projects/:projectId/platforms/:platformId',
  summary: 'Get platform',
  auth: ['admin'],
  scopes: ['platforms.read'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), platformId: uid('Platform ID.') },
  response: { status: 200, model: 'platform' },
  errors: ['platform_not_found', 'project_not_found'],
  handler: ({ db, actor, params }) => getPlatform(db, actor, params.projectId, params.platformId),
})

export const projectsUpdatePlatform = endpoint({
  id: 'projects.updatePlatform',
  route: 'PUT /v1/projects/:projectId/platforms/:platformId',
  summary: 'Update platform',
  auth: ['admin'],
  scopes: ['platforms.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), platformId: uid('Platform ID.'), name, ...identifiers },
  response: { status: 200, model: 'platform' },
  errors: ['platform_not_found', 'project_not_found'],
  handler: ({ tx, actor, params }) => updatePlatform(tx, actor, params.projectId, params.platformId, params),
})

export const projectsDeletePlatform = endpoint({
  id: 'projects.deletePlatform',
  route: 'DELETE /v1/projects/:projectId/platforms/:platformId',
  summary: 'Delete platform',
  auth: ['admin'],
  scopes: ['platforms.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), platformId: uid('Platform ID.') },
  response: { status: 204 },
  audit: { event: 'platforms.delete', resource: 'project/{request.projectId}/platform/{request.platformId}' },
  errors: ['platform_not_found', 'project_not_found'],
  handler: ({ tx, actor, params }) => removePlatform(tx, actor, params.projectId, params.platformId),
})
