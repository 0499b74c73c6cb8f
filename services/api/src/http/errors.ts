import type { ServerResponse } from 'node:http'
import { isRetryable, isTimeout, StoreUnavailable } from '@basalt/database'
import { DeviceError } from '@basalt/devices'
import type { Log } from '@basalt/service'
import { BasaltError, fail } from '@basalt/types'
import { errorPage, pageHeaders, pageType } from './error-page.ts'
import { apiVersion } from './api-version.ts'

/** Faults of a device that end when somebody sees to it: the request may be sent again. */
const passing: ReadonlySet<DeviceError['reason']> = new Set(['full', 'readOnly', 'away'])

/** What the client is told of anything that was thrown. Only Basalt's own errors speak for themselves. */
function clientError(error: unknown): BasaltError {
  if (error instanceof BasaltError) return error
  if (error instanceof StoreUnavailable) return fail('general_service_unavailable', {}, error)
  if (error instanceof DeviceError && passing.has(error.reason)) {
    return fail('general_service_unavailable', { reason: error.message }, error)
  }
  if (isTimeout(error)) return fail('database_timeout', {}, error)
  // Others held the same rows each time it was tried.
  if (isRetryable(error)) return fail('database_timeout', { reason: 'The rows are in use. Try again.' }, error)
  return fail('general_unknown', {}, error)
}

/** Sends the error envelope, or a page where the operation is one that people open, and logs what a person must look at. */
export function sendError(response: ServerResponse, error: unknown, log: Log): void {
  const known = clientError(error)
  if (known.status >= 500) log.error({ err: error, type: known.type }, 'request failed')
  else log.info({ type: known.type, details: known.details }, 'request refused')
  if (response.headersSent) {
    response.destroy()
    return
  }
  const isPage = response.getHeader('Content-Type') === pageType
  const body = isPage
    ? errorPage(known)
    : JSON.stringify({ message: known.message, code: known.status, type: known.type, version: apiVersion })
  if (known.type === 'general_service_unavailable') response.setHeader('Retry-After', '1')
  response.writeHead(known.status, {
    'Content-Type': isPage ? pageType : 'application/json; charset=UTF-8',
    'Content-Length': Buffer.byteLength(body),
    ...(isPage ? pageHeaders : {}),
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    Expires: '0',
    Pragma: 'no-cache',
  })
  response.end(body)
}
