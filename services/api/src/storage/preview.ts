import { gravities, type Gravity, type Output, outputs } from '@basalt/core/images'
import { countTransformation } from '@basalt/core/storage'
import { openPreview } from '@basalt/core/tokens'
import { endpoint } from '#http/endpoint.ts'
import { choice, hexColor, range } from '#http/kinds.ts'
import { invalid, optional, param, type Param } from '#http/params.ts'
import { sendKept } from '#http/send-image.ts'
import { ofFile, token } from './params.ts'

const gravityNames = Object.keys(gravities) as Gravity[] // a literal: it has no other keys
const format: Param<Output | ''> = choice(outputs, 'Format; that of the file unless given.')

export const filesPreview = endpoint({
  id: 'storage.getFilePreview',
  route: 'GET /v1/storage/buckets/:bucketId/files/:fileId/preview',
  aliases: ['/v1/storage/files/:fileId/preview'],
  summary: 'Get file preview',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.read'],
  params: {
    ...ofFile,
    width: optional(range({ min: 0, max: 4000 }, 'Width in pixels; 0 keeps the proportions.'), 0),
    height: optional(range({ min: 0, max: 4000 }, 'Height in pixels; 0 keeps the proportions.'), 0),
    gravity: optional(choice(gravityNames, 'The part that stays when it is cut.', { caseSensitive: false }), 'center'),
    quality: optional(range({ min: -1, max: 100 }, 'Quality in percent; -1 leaves it to the format.'), -1),
    borderWidth: optional(range({ min: 0, max: 100 }, 'Width of the border in pixels.'), 0),
    borderColor: optional(hexColor('Colour of the border as hex digits without #.'), ''),
    borderRadius: optional(range({ min: 0, max: 4000 }, 'Radius of the corners in pixels.'), 0),
    opacity: optional(fraction('Opacity from 0 to 1.'), 1),
    rotation: optional(range({ min: -360, max: 360 }, 'Degrees to turn it by, clockwise.'), 0),
    background: optional(hexColor('Colour behind it as hex digits without #.'), ''),
    output: optional(format, ''),
    token,
  },
  response: { status: 200, content: 'image/*' },
  errors: [
    'storage_bucket_not_found',
    'storage_bucket_transformations_disabled',
    'storage_file_not_found',
    'storage_file_type_unsupported',
    'user_unauthorized',
  ],
  transaction: 'own',
  handler: async ({ database, services, project, actor, params, reply }) => {
    const { bucketId, fileId, token: secret, output, ...look } = params
    const options = { ...look, output: output || null }
    const made = await openPreview(database, services, actor, { bucketId, fileId, secret }, options)
    if (!made.wasKept) countTransformation(services.usage, project.schema, bucketId)
    sendKept(reply, { png: made.bytes, wasKept: made.wasKept }, made.contentType)
  },
})

function fraction(doc: string): Param<number> {
  return param(
    (value, name) => {
      const number = typeof value === 'string' && /^\d{0,3}\.?\d{1,20}$/.test(value) ? Number(value) : value
      if (typeof number === 'number' && number >= 0 && number <= 1) return number
      throw invalid(name, 'must be a number from 0 to 1')
    },
    { type: 'number', format: 'float', minimum: 0, maximum: 1 },
    { validator: 'range', min: 0, max: 1, number: 'float' },
    doc,
  )
}
