import type { ErrorSpec } from '../errors.ts'

export const storageErrors = {
  storage_bucket_already_exists: { status: 409, message: 'A bucket with the requested ID already exists.' },
  storage_bucket_not_found: { status: 404, message: 'The bucket could not be found.' },
  storage_bucket_transformations_disabled: {
    status: 403,
    message: 'The bucket lets no previews be made of its files.',
  },
  storage_file_already_exists: { status: 409, message: 'A file with the requested ID already exists.' },
  storage_file_not_found: { status: 404, message: 'The file could not be found.' },
  storage_file_empty: { status: 400, message: 'The request has no file. Send it as multipart/form-data.' },
  storage_invalid_file: { status: 403, message: 'The file was refused.' },
  storage_file_type_unsupported: { status: 400, message: 'Files with this extension are not allowed in the bucket.' },
  storage_invalid_file_size: { status: 400, message: 'The file is larger than the bucket allows.' },
  storage_invalid_content_range: {
    status: 400,
    message: 'The Content-Range must be `bytes START-END/TOTAL` and fit the chunk and the chunks before.',
  },
  storage_invalid_appwrite_id: { status: 400, message: 'The X-Appwrite-ID header must be the id of the upload.' },
  token_not_found: { status: 404, message: 'The token could not be found.' },
  storage_invalid_range: { status: 416, message: 'The range lies outside the file.' },
} as const satisfies Record<string, ErrorSpec>
