import { specificationSlugs } from '@basalt/core/functions'
import { keyScopes, runtimeIds } from '@basalt/types'
import { boolean, choice, list, text, uid } from '#http/kinds.ts'
import { roles, schedule, timeoutSeconds, triggerName } from '#http/kinds-functions.ts'
import { maybe, optional } from '#http/params.ts'

export const inFunction = { functionId: uid('Function ID.') }
export const ofDeployment = { ...inFunction, deploymentId: uid('Deployment ID.') }
export const ofExecution = { ...inFunction, executionId: uid('Execution ID.') }
export const total = optional(boolean({}, 'False leaves the total out.'), true)
const runtime = choice(runtimeIds, 'Language and version that the function runs on.')

const providerText = (doc: string) => optional(text({ max: 128, min: 0 }, doc), '')

/** Settings that a function is created and updated with, after its name and runtime. */
const common = {
  execute: optional(roles({ max: 100 }, 'Who may execute the function. Empty: API keys and the console alone.'), []),
  events: optional(list(triggerName('Event.'), { max: 100 }, 'Events that the function runs on.'), []),
  schedule: optional(schedule('Schedule in cron syntax, in UTC.'), ''),
  timeout: optional(timeoutSeconds('Most seconds that a run may take.'), 15),
  enabled: optional(boolean({ loose: false }, 'A disabled function runs for API keys and the console alone.'), true),
  logging: optional(boolean({ loose: false }, 'False keeps nothing of what the function logs.'), true),
  entrypoint: optional(text({ max: 1028, min: 0 }, 'File that the runtime loads.'), ''),
  commands: optional(text({ max: 8192, min: 0 }, 'Commands that build the function.'), ''),
  scopes: optional(list(choice(keyScopes, 'Scope.'), { max: 100 }, 'What the key of each run may do.'), []),
  installationId: providerText('Installation at a provider of repositories.'),
}
const provided = {
  providerBranch: providerText('Branch that is deployed.'),
  providerSilentMode: optional(boolean({ loose: false }, 'True says nothing on pull requests.'), false),
  providerRootDirectory: providerText('Folder of the function in its repository or archive.'),
  specification: optional(choice(specificationSlugs, 'What the function may use of a machine.'), 's-8vcpu-8gb'),
}
const name = text({ max: 128 }, 'Function name. Max length: 128 chars.')

export const newSettings = {
  name,
  runtime,
  ...common,
  providerRepositoryId: providerText('Repository at the provider.'),
  ...provided,
  templateRepository: providerText('No longer used.'),
  templateOwner: providerText('No longer used.'),
  templateRootDirectory: providerText('No longer used.'),
  templateVersion: providerText('No longer used.'),
}

export const changedSettings = {
  name,
  runtime: optional(runtimeOrNone(), ''),
  ...common,
  providerRepositoryId: maybe(text({ max: 128, min: 0 }, 'Repository at the provider; null keeps it.')),
  ...provided,
}

/** Older SDKs send an empty text for a runtime that is to stay. */
function runtimeOrNone() {
  const known = runtime
  return { ...known, parse: (value: unknown, ...rest: Rest) => (value === '' ? '' : known.parse(value, ...rest)) }
}

type Rest = [string, Parameters<typeof runtime.parse>[2]]
