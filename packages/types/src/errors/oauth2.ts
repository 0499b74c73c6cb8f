import type { ErrorSpec } from '../errors.ts'

export const oauth2Errors = {
  project_provider_disabled: { status: 412, message: 'This sign-in provider is not set up or is switched off.' },
  project_provider_unsupported: { status: 400, message: 'This sign-in provider is not known.' },
  project_invalid_success_url: { status: 400, message: 'The success URL is not on a platform of the project.' },
  project_invalid_failure_url: { status: 400, message: 'The failure URL is not on a platform of the project.' },
  user_missing_id: { status: 400, message: 'The provider did not say who the user is.' },
  user_oauth2_bad_request: { status: 400, message: 'The provider refused the request as malformed.' },
  user_oauth2_unauthorized: { status: 401, message: 'The provider refused the app or its code.' },
  user_oauth2_provider_error: { status: 424, message: 'The provider answered with an error.' },
} as const satisfies Record<string, ErrorSpec>
