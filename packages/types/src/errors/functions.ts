import type { ErrorSpec } from '../errors.ts'

export const functionErrors = {
  function_not_found: { status: 404, message: 'The function could not be found.' },
  function_already_exists: { status: 409, message: 'A function with the requested ID already exists.' },
  function_runtime_unsupported: { status: 404, message: 'This installation does not offer the runtime.' },
  function_entrypoint_missing: {
    status: 404,
    message: 'The deployment needs an entrypoint: the file that the runtime loads. The function has none either.',
  },
  function_template_not_found: { status: 404, message: 'The template could not be found.' },
  deployment_not_found: { status: 404, message: 'The deployment could not be found.' },
  build_not_ready: {
    status: 400,
    message: 'The build of the deployment is not ready. Wait until its status is ready.',
  },
  build_already_completed: { status: 400, message: 'The build has ended and cannot be canceled any more.' },
  execution_not_found: { status: 404, message: 'The execution could not be found.' },
  execution_in_progress: { status: 400, message: 'The execution is under way. Delete it when it has ended.' },
  function_synchronous_timeout: {
    status: 408,
    message: 'The function took longer than 30 seconds. Execute it with async=true.',
  },
  installation_not_found: { status: 404, message: 'The installation at a provider of repositories is not known.' },
  provider_repository_not_found: {
    status: 404,
    message: 'The function is not connected to a repository, or the repository cannot be reached.',
  },
} as const satisfies Record<string, ErrorSpec>
