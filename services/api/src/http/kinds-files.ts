import { param, type Param } from './params.ts'
import { UploadedFile } from './upload.ts'

/** The file of an upload; null when the request has none. */
export function file(doc: string): Param<UploadedFile | null> {
  return param(
    (value) => (value instanceof UploadedFile ? value : null),
    { type: 'string', format: 'binary' },
    { validator: 'file' },
    doc,
  )
}
