/** Every way in which a build or an execution can fail, with the status that the executor answers. */
export const executorErrors = {
  unauthorized: { status: 401, message: 'The token of the executor is missing or wrong.' },
  bad_request: { status: 400, message: 'The request to the executor is malformed.' },
  runtime_unsupported: { status: 400, message: 'The executor does not know this runtime.' },
  runtime_unavailable: { status: 503, message: 'This executor cannot offer the runtime.' },
  code_missing: { status: 409, message: 'The executor does not have the code of this deployment.' },
  code_invalid: { status: 422, message: 'The archive of the deployment cannot be unpacked.' },
  code_too_large: { status: 413, message: 'The archive of the deployment is too large.' },
  build_failed: { status: 422, message: 'The build commands failed.' },
  build_empty: { status: 422, message: 'The build left no output.' },
  build_timeout: { status: 408, message: 'The build took longer than it may.' },
  build_canceled: { status: 409, message: 'The build was canceled.' },
  start_failed: { status: 422, message: 'The function ended before it could take a request.' },
  start_timeout: { status: 408, message: 'The function did not start in time.' },
  execution_timeout: { status: 408, message: 'The function did not answer in time.' },
  execution_crashed: { status: 422, message: 'The function ended while it had a request.' },
  execution_invalid: { status: 422, message: 'The answer of the function is malformed.' },
  request_too_large: { status: 413, message: 'The request is too large.' },
  response_too_large: { status: 422, message: 'The answer of the function is too large.' },
  overloaded: { status: 503, message: 'The executor has no room for another function.' },
  unavailable: { status: 503, message: 'The executor cannot be reached.' },
  internal: { status: 500, message: 'The executor failed.' },
} as const satisfies Record<string, { readonly status: number; readonly message: string }>

export type ExecutorErrorType = keyof typeof executorErrors

/** What the function or the build had said before it failed. */
export type FailureDetails = {
  readonly message?: string
  readonly logs?: string
  readonly errors?: string
  readonly durationSeconds?: number
}

/** A build or an execution that failed. `message` is fit for the owner of the function. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError'
  readonly type: ExecutorErrorType
  readonly logs: string
  readonly errors: string
  readonly durationSeconds: number

  constructor(type: ExecutorErrorType, details: FailureDetails = {}, options?: ErrorOptions) {
    super(details.message ?? executorErrors[type].message, options)
    this.type = type
    this.logs = details.logs ?? ''
    this.errors = details.errors ?? ''
    this.durationSeconds = details.durationSeconds ?? 0
  }

  toJSON(): object {
    const { type, message, logs, errors, durationSeconds } = this
    return { type, message, logs, errors, durationSeconds }
  }

  /** Reads what `toJSON` wrote on the other side. */
  static from(value: unknown): ExecutorError {
    const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown> // fields checked below
    const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '')
    const type = text('type')
    const known = Object.hasOwn(executorErrors, type) ? (type as ExecutorErrorType) : 'internal' // looked up
    return new ExecutorError(known, {
      message: text('message') || executorErrors[known].message,
      logs: text('logs'),
      errors: text('errors'),
      durationSeconds: typeof given['durationSeconds'] === 'number' ? given['durationSeconds'] : 0,
    })
  }
}
