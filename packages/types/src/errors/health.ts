import type { ErrorSpec } from '../errors.ts'

export const healthErrors = {
  health_queue_size_exceeded: { status: 503, message: 'The queue is longer than the threshold.' },
} as const satisfies Record<string, ErrorSpec>
