import { browserCodes, cardCodes, flagCodes } from '@basalt/core/avatars'
import { endpoint } from '#http/endpoint.ts'
import { choice, range } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { sendKept } from '#http/send-image.ts'

const anyCase = { caseSensitive: false }
const common = { auth: ['session', 'jwt', 'key'], scopes: ['avatars.read'] } as const
const size = {
  width: optional(range({ min: 0, max: 2000 }, 'Width in pixels; 0 keeps the proportions.'), 100),
  height: optional(range({ min: 0, max: 2000 }, 'Height in pixels; 0 keeps the proportions.'), 100),
  quality: optional(range({ min: -1, max: 100 }, 'Quality. The images are PNG, which loses none.'), -1),
}

export const avatarsGetBrowser = endpoint({
  ...common,
  id: 'avatars.getBrowser',
  route: 'GET /v1/avatars/browsers/:code',
  summary: 'Get browser icon',
  params: { code: choice(browserCodes, 'Browser code.', anyCase), ...size },
  response: { status: 200, content: 'image/png' },
  handler: async ({ services, params, reply }) => sendKept(reply, await services.images.browser(params.code, params)),
})

export const avatarsGetCreditCard = endpoint({
  ...common,
  id: 'avatars.getCreditCard',
  route: 'GET /v1/avatars/credit-cards/:code',
  summary: 'Get credit card icon',
  params: { code: choice(cardCodes, 'Credit card code.', anyCase), ...size },
  response: { status: 200, content: 'image/png' },
  handler: async ({ services, params, reply }) =>
    sendKept(reply, await services.images.creditCard(params.code, params)),
})

export const avatarsGetFlag = endpoint({
  ...common,
  id: 'avatars.getFlag',
  route: 'GET /v1/avatars/flags/:code',
  summary: 'Get country flag',
  params: { code: choice(flagCodes, 'Country code: ISO 3166-1, two letters.', anyCase), ...size },
  response: { status: 200, content: 'image/png' },
  handler: async ({ services, params, reply }) => sendKept(reply, await services.images.flag(params.code, params)),
})
