import { avatarErrors } from './errors/avatars.ts'
import { databaseErrors } from './errors/databases.ts'
import { functionErrors } from './errors/functions.ts'
import { generalErrors } from './errors/general.ts'
import { healthErrors } from './errors/health.ts'
import { oauth2Errors } from './errors/oauth2.ts'
import { projectErrors } from './errors/projects.ts'
import { proxyErrors } from './errors/proxy.ts'
import { realtimeErrors } from './errors/realtime.ts'
import { storageErrors } from './errors/storage.ts'
import { teamErrors } from './errors/teams.ts'
import { userErrors } from './errors/users.ts'

/** One kind of failure: its HTTP status and the sentence that the client reads. */
export type ErrorSpec = { readonly status: number; readonly message: string }

export const errorSpecs = {
  ...generalErrors,
  ...userErrors,
  ...teamErrors,
  ...projectErrors,
  ...oauth2Errors,
  ...healthErrors,
  ...avatarErrors,
  ...databaseErrors,
  ...realtimeErrors,
  ...storageErrors,
  ...functionErrors,
  ...proxyErrors,
} as const satisfies Record<string, ErrorSpec>

/** The permanent name of a failure, as clients branch on it. */
export type ErrorType = keyof typeof errorSpecs

/** The one error class. `details` go to the log, never to the client; `message` is what the client reads. */
export class BasaltError extends Error {
  override readonly name = 'BasaltError'
  readonly type: ErrorType
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(type: ErrorType, message: string, details: Readonly<Record<string, unknown>>, cause?: unknown) {
    super(message, { cause })
    this.type = type
    this.status = errorSpecs[type].status
    this.details = details
  }
}

/** Makes the error of a type. Throw the result where the fact is known; a `reason` replaces the general sentence. */
export function fail(
  type: ErrorType,
  details: Readonly<Record<string, unknown>> & { readonly reason?: string } = {},
  cause?: unknown,
): BasaltError {
  return new BasaltError(type, details.reason ?? errorSpecs[type].message, details, cause)
}
