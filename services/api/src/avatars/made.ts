import { endpoint } from '#http/endpoint.ts'
import { boolean, hexColor, range, text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { sendMade } from '#http/send-image.ts'

const common = { auth: ['session', 'jwt', 'key'], scopes: ['avatars.read'] } as const

export const avatarsGetInitials = endpoint({
  ...common,
  id: 'avatars.getInitials',
  route: 'GET /v1/avatars/initials',
  summary: 'Get user initials',
  params: {
    name: optional(text({ max: 128 }, 'Full name. The name or e-mail of the signed-in user unless given.'), ''),
    width: optional(range({ min: 0, max: 2000 }, 'Width in pixels.'), 500),
    height: optional(range({ min: 0, max: 2000 }, 'Height in pixels.'), 500),
    background: optional(hexColor('Colour as hex digits without #; by the letters unless given.'), ''),
  },
  response: { status: 200, content: 'image/png' },
  handler: async ({ services, actor, params, reply }) => {
    const name = params.name || actor.user?.name || actor.user?.email || ''
    sendMade(reply, await services.images.initials(name, params, params.background))
  },
})

export const avatarsGetQR = endpoint({
  ...common,
  id: 'avatars.getQR',
  route: 'GET /v1/avatars/qr',
  summary: 'Get QR code',
  params: {
    text: text({ max: 512 }, 'Text of the QR code. Max length: 512 chars.'),
    size: optional(range({ min: 1, max: 1000 }, 'Width and height in pixels.'), 400),
    margin: optional(range({ min: 0, max: 10 }, 'Margin in dots.'), 1),
    download: optional(boolean({}, 'True makes browsers save it as a file.'), false),
  },
  response: { status: 200, content: 'image/png' },
  handler: async ({ services, params, reply }) => {
    if (params.download) reply.header('Content-Disposition', 'attachment; filename="qr.png"')
    sendMade(reply, await services.images.qr(params.text, params.size, params.margin))
  },
})
