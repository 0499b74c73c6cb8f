import type { ErrorSpec } from '../errors.ts'

export const healthErrors = {
  health_invalid_host: { status: 404, message: 'No web server answers at this host.' },
  health_certificate_expired: { status: 404, message: 'The certificate of this host has expired.' },
  health_queue_size_exceeded: { status: 503, message: 'The queue is longer than the threshold.' },
} as const satisfies Record<string, ErrorSpec>
