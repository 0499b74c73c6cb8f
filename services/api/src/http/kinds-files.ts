import { param, type Param } from './params.ts'

/** What an endpoint's `receive` has made of the file of an upload; null when the request has none. */
export function fileAs<T>(type: abstract new (...given: never[]) => T, doc: string): Param<T | null> {
  return param(
    (value) => (value instanceof type ? value : null),
    { type: 'string', format: 'binary' },
    { validator: 'file' },
    doc,
  )
}
