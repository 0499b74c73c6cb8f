import type { ErrorSpec } from '../errors.ts'

export const proxyErrors = {
  rule_not_found: { status: 404, message: 'Nothing is served at this domain.' },
  rule_already_exists: { status: 409, message: 'The domain is in use already.' },
  resource_already_exists: { status: 409, message: 'The value is in use already.' },
  rule_resource_not_found: { status: 404, message: 'What the domain is to lead to could not be found.' },
  function_execute_permission_missing: {
    status: 401,
    message: 'The function is not open to everybody. Give `any` or `guests` the right to execute it.',
  },
} as const satisfies Record<string, ErrorSpec>
