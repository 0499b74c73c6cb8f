import type { ErrorSpec } from '../errors.ts'

export const projectErrors = {
  project_not_found: {
    status: 404,
    message: 'Project with the requested ID could not be found. Check the X-Appwrite-Project header.',
  },
  project_already_exists: { status: 409, message: 'Project with the requested ID already exists.' },
  project_reserved_project: { status: 400, message: 'This project ID is reserved.' },
  project_region_unsupported: { status: 400, message: 'This region is not available.' },
  project_key_expired: { status: 401, message: 'The API key has expired.' },
  key_not_found: { status: 404, message: 'Key with the requested ID could not be found.' },
  platform_not_found: { status: 404, message: 'Platform with the requested ID could not be found.' },
} as const satisfies Record<string, ErrorSpec>
