import { textOf } from '@basalt/core/access'
import {
  type DeployContext,
  deployFromRepository,
  duplicateDeployment,
  receiveCode,
  uploadCode,
} from '@basalt/core/functions'
import type { Project } from '@basalt/core/projects'
import { readContentRange, ReceivedFile } from '@basalt/core/storage'
import type { Schema } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, text, uid } from '#http/kinds.ts'
import { fileAs } from '#http/kinds-files.ts'
import { maybe, optional } from '#http/params.ts'
import type { Services } from '#http/services.ts'
import { uploadId } from '#http/upload-id.ts'
import { inFunction } from './params.ts'

const activate = boolean({}, 'True lets the deployment run as soon as it is built.')
const activateLater = optional(boolean({ loose: false }, 'True lets the deployment run as soon as it is built.'), false)
const fromRepository = ['function_not_found', 'provider_repository_not_found'] as const

export const deploymentsCreate = endpoint({
  id: 'functions.createDeployment',
  route: 'POST /v1/functions/:functionId/deployments',
  summary: 'Create deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  upload: 'code',
  receive:
    ({ database: schema, services: { storage }, given, request }) =>
    (name, bytes) => {
      const contentRange = request.headers['content-range']
      return receiveCode({ schema, storage, functionId: textOf(given['functionId']), contentRange }, name, bytes)
    },
  params: {
    ...inFunction,
    entrypoint: maybe(text({ max: 1028 }, 'File that the runtime loads; the function’s when left out.')),
    commands: maybe(text({ max: 8192, min: 0 }, 'Commands that build it; the function’s when left out.')),
    code: fileAs(ReceivedFile, 'The code as .tar.gz, or one chunk of it.'),
    activate,
  },
  response: { status: 202, model: 'deployment' },
  event: 'functions.[functionId].deployments.[deploymentId].create',
  audit: { event: 'deployment.create', resource: 'function/{request.functionId}' },
  errors: [
    'function_entrypoint_missing',
    'function_not_found',
    'general_server_error',
    'storage_file_empty',
    'storage_file_type_unsupported',
    'storage_invalid_content_range',
    'storage_invalid_file_size',
  ],
  transaction: 'own',
  handler: async ({ database, services, project, params, request, record }) => {
    const range = readContentRange(request.headers['content-range'])
    const { code, ...given } = params
    if (code === null) throw fail('storage_file_empty')
    return uploadCode(contextOf(services, database, project, record), {
      ...given,
      deploymentId: range === null ? uniqueId() : uploadId(request, uniqueId()),
      type: request.headers['x-sdk-language'] === 'cli' ? 'cli' : 'manual',
      file: code,
    })
  },
})

export const deploymentsDuplicate = endpoint({
  id: 'functions.createDuplicateDeployment',
  route: 'POST /v1/functions/:functionId/deployments/duplicate',
  aliases: [
    '/v1/functions/:functionId/deployments/:deploymentId/build',
    '/v1/functions/:functionId/deployments/:deploymentId/builds/:buildId',
  ],
  summary: 'Create duplicate deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    deploymentId: uid('Deployment ID.'),
    buildId: optional(uid('No longer used.'), ''),
  },
  response: { status: 202, model: 'deployment' },
  event: 'functions.[functionId].deployments.[deploymentId].update',
  audit: { event: 'deployment.update', resource: 'function/{request.functionId}' },
  errors: ['deployment_not_found', 'function_not_found'],
  transaction: 'own',
  handler: ({ database, services, project, params, record }) =>
    duplicateDeployment(contextOf(services, database, project, record), params),
})

export const deploymentsFromTemplate = endpoint({
  id: 'functions.createTemplateDeployment',
  route: 'POST /v1/functions/:functionId/deployments/template',
  summary: 'Create template deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    repository: text({ max: 128, min: 0 }, 'Repository of the template.'),
    owner: text({ max: 128, min: 0 }, 'Owner of the repository.'),
    rootDirectory: text({ max: 128, min: 0 }, 'Folder of the template.'),
    type: choice(['commit', 'branch', 'tag'], 'What the reference names.', { caseSensitive: false }),
    reference: text({ max: 128, min: 0 }, 'Commit, branch or tag.'),
    activate: activateLater,
  },
  response: { status: 202, model: 'deployment' },
  event: 'functions.[functionId].deployments.[deploymentId].create',
  audit: { event: 'deployment.create', resource: 'function/{request.functionId}' },
  errors: fromRepository,
  handler: ({ tx, params }) => deployFromRepository(tx, params.functionId),
})

export const deploymentsFromRepository = endpoint({
  id: 'functions.createVcsDeployment',
  route: 'POST /v1/functions/:functionId/deployments/vcs',
  summary: 'Create VCS deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    type: choice(['branch', 'commit'], 'What the reference names.', { caseSensitive: false }),
    reference: text({ max: 255 }, 'Branch or commit.'),
    activate: activateLater,
  },
  response: { status: 202, model: 'deployment' },
  event: 'functions.[functionId].deployments.[deploymentId].create',
  audit: { event: 'deployment.create', resource: 'function/{request.functionId}' },
  errors: fromRepository,
  handler: ({ tx, params }) => deployFromRepository(tx, params.functionId),
})

function contextOf(
  { storage, bus }: Services,
  schema: Schema,
  { id }: Project,
  record: DeployContext['record'],
): DeployContext {
  return { schema, storage, bus, projectId: id, record }
}
