import type { ErrorSpec } from '../errors.ts'

export const generalErrors = {
  general_unknown: {
    status: 500,
    message: 'Something went wrong on the server. The request id in the response headers leads to the log entry.',
  },
  general_server_error: { status: 500, message: 'The server could not complete the request.' },
  general_argument_invalid: { status: 400, message: 'A parameter of the request is missing or not valid.' },
  general_bad_request: { status: 400, message: 'The request cannot be processed in this form.' },
  general_service_unavailable: {
    status: 503,
    message: 'A store that the server needs does not answer. Try again in a moment.',
  },
  general_access_forbidden: { status: 401, message: 'Access to this API is not allowed for this project.' },
  general_resource_blocked: { status: 401, message: 'Access to this resource is blocked.' },
  general_unknown_origin: { status: 403, message: "The origin of the request is not one of the project's platforms." },
  general_api_disabled: { status: 403, message: 'This kind of API is switched off for the project.' },
  general_service_disabled: { status: 403, message: 'This service is switched off for the project.' },
  general_unauthorized_scope: { status: 401, message: 'The caller lacks the scope that this operation needs.' },
  general_rate_limit_exceeded: {
    status: 429,
    message: 'Too many requests. Wait until the time in the X-RateLimit-Reset header.',
  },
  general_route_not_found: { status: 404, message: 'No operation has this path and method.' },
  general_query_invalid: { status: 400, message: 'A query is not valid.' },
  general_cursor_not_found: { status: 400, message: 'The record that the cursor names does not exist.' },
  general_not_implemented: { status: 405, message: 'This operation is not available.' },
  general_usage_disabled: { status: 501, message: 'Usage statistics are switched off.' },
  general_protocol_unsupported: { status: 426, message: 'The server answers over HTTPS only.' },
  general_smtp_disabled: { status: 503, message: 'No mail server is configured.' },
  general_phone_disabled: { status: 503, message: 'No SMS provider is configured.' },
  general_invalid_email: { status: 400, message: 'The value is not an e-mail address.' },
  general_invalid_phone: { status: 400, message: 'The value is not a phone number in international form.' },
  general_region_access_denied: { status: 451, message: 'The service is not available from this region.' },
} as const satisfies Record<string, ErrorSpec>
