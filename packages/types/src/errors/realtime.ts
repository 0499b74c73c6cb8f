import type { ErrorSpec } from '../errors.ts'

export const realtimeErrors = {
  realtime_message_format_invalid: { status: 1003, message: 'The message is not valid.' },
  realtime_policy_violation: { status: 1008, message: 'The connection breaks a policy of the server.' },
  realtime_too_many_messages: { status: 1013, message: 'Too many messages. Try again later.' },
} as const satisfies Record<string, ErrorSpec>
