import { boolean, choice, list, text, uid } from '#http/kinds.ts'
import { permissions } from '#http/kinds-records.ts'
import { invalid, maybe, optional, param, type Param } from '#http/params.ts'

export const inBucket = { bucketId: uid('Bucket ID.') }
export const ofFile = { ...inBucket, fileId: uid('File ID.') }
export const token = optional(text({ max: 512 }, 'A token of the file, instead of permissions.'), '')

export const bucketSettings = {
  name: text({ max: 128 }, 'Bucket name. Max length: 128 chars.'),
  permissions: maybe(permissions(['create', 'read', 'update', 'delete', 'write'], 'Who may do what in the bucket.')),
  fileSecurity: optional(boolean({}, 'True lets the permissions of files count too.'), false),
  enabled: optional(boolean({}, 'A disabled bucket is not there for clients.'), true),
  maximumFileSize: optional(sizeLimit(), 0),
  allowedFileExtensions: optional(list(text({ max: 64 }, 'Extension.'), { max: 100 }, 'Empty allows all.'), []),
  compression: optional(choice(['none', 'gzip', 'zstd'], 'How files are compressed on the device.'), 'none'),
  encryption: optional(boolean({}, 'True encrypts files on the device.'), true),
  antivirus: optional(boolean({}, 'True has files scanned where the installation can.'), true),
  transformations: optional(boolean({}, 'True lets previews be made of images.'), true),
}

export const filePermissions = maybe(
  permissions(['read', 'update', 'delete', 'write'], 'Who may do what with the file.'),
)

/** Left out, it is what the installation allows, which core knows. */
function sizeLimit(): Param<number> {
  return param(
    (value, name) => {
      const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
      if (Number.isSafeInteger(number) && Number(number) >= 1) return Number(number)
      throw invalid(name, 'must be a whole number of bytes, 1 or more')
    },
    { type: 'integer', minimum: 1 },
    { validator: 'range', min: 1, max: { env: '_APP_STORAGE_LIMIT', fallback: 0 } },
    'Most bytes of one file.',
  )
}
