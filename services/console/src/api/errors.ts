/** A refusal of the server, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** As the API documents it: `user_already_exists`. */
  readonly type: string

  constructor(status: number, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }

  static from(status: number, answer: unknown): ApiError {
    const { message, type } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown> // checked below
    return new ApiError(
      status,
      typeof type === 'string' ? type : 'unknown',
      typeof message === 'string' ? message : `The server answered with status ${status}.`,
    )
  }
}

/** The server cannot be reached, or has not answered in time. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause })
  }
}
