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
  project_smtp_config_invalid: { status: 400, message: 'The mail server cannot be reached with these settings.' },
  project_template_default_deletion: { status: 401, message: 'The usual wording cannot be deleted.' },
  webhook_delivery_not_found: {
    status: 404,
    message: 'The delivery was not found: deliveries are kept for some days only.',
  },
  webhook_not_found: { status: 404, message: 'Webhook with the requested ID could not be found.' },
  variable_not_found: { status: 404, message: 'Variable with the requested ID could not be found.' },
  variable_already_exists: { status: 409, message: 'A variable with this key exists already.' },
  variable_cannot_unset_secret: { status: 400, message: 'A secret variable cannot be made readable again.' },
  platform_not_found: { status: 404, message: 'Platform with the requested ID could not be found.' },
} as const satisfies Record<string, ErrorSpec>
