import { isUtf8 } from 'node:buffer'
import { fail } from '@basalt/types'

/** True for clients that can take an answer in parts, in which bytes stay bytes. */
export function wantsMultipart(accept = ''): boolean {
  return /^\s*multipart\/(?:form-data|\*)/i.test(accept)
}

/** The answer of a function as JSON can carry it. @throws `general_bad_request` for bytes that are no text */
export function answerBody(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8')
  throw fail('general_bad_request', {
    reason:
      'The function answered with bytes that are no text. Ask for them with the header Accept: multipart/form-data.',
  })
}
