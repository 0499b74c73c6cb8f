import { param, type Param } from './params.ts'
import { UploadedFile } from './uploaded-file.ts'

/** The file of an upload; null when the request has none. */
export function file(doc: string): Param<UploadedFile | null> {
  return fileAs(UploadedFile, doc)
}

/** The same for an endpoint whose `receive` makes something else of it. */
export function fileAs<T>(type: abstract new (...given: never[]) => T, doc: string): Param<T | null> {
  return param(
    (value) => (value instanceof type ? value : null),
    { type: 'string', format: 'binary' },
    { validator: 'file' },
    doc,
  )
}
