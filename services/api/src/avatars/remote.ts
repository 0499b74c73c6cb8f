import { endpoint } from '#http/endpoint.ts'
import { range } from '#http/kinds.ts'
import { url } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'
import { sendKept } from '#http/send-image.ts'

const common = { auth: ['session', 'jwt', 'key'], scopes: ['avatars.read'] } as const
export const httpUrl = (doc: string) => {
  const kind = url(doc)
  return { ...kind, rule: { ...kind.rule, schemes: ['http', 'https'] } }
}

export const avatarsGetImage = endpoint({
  ...common,
  id: 'avatars.getImage',
  route: 'GET /v1/avatars/image',
  summary: 'Get image from URL',
  params: {
    url: httpUrl('Where the image is.'),
    width: optional(range({ min: 0, max: 2000 }, 'Width in pixels; 0 keeps the proportions.'), 400),
    height: optional(range({ min: 0, max: 2000 }, 'Height in pixels; 0 keeps the proportions.'), 400),
  },
  response: { status: 200, content: 'image/*' },
  errors: ['avatar_image_not_found', 'avatar_remote_url_failed', 'general_server_error'],
  handler: async ({ services, params, reply }) =>
    sendKept(reply, await services.images.remote(params.url, params, services.config.outgoing)),
})

export const avatarsGetFavicon = endpoint({
  ...common,
  id: 'avatars.getFavicon',
  route: 'GET /v1/avatars/favicon',
  summary: 'Get favicon',
  params: { url: httpUrl('Page of the web site.') },
  response: { status: 200, content: 'image/*' },
  errors: ['avatar_icon_not_found', 'avatar_remote_url_failed'],
  handler: async ({ services, params, reply }) => {
    const { bytes, contentType, wasKept } = await services.images.favicon(params.url, services.config.outgoing)
    sendKept(reply, { png: bytes, wasKept }, contentType)
  },
})
