import type { Endpoint } from '#http/endpoint.ts'
import { avatarsGetInitials, avatarsGetQR } from './made.ts'
import { avatarsGetBrowser, avatarsGetCreditCard, avatarsGetFlag } from './marks.ts'

export const avatarsEndpoints: readonly Endpoint[] = [
  avatarsGetCreditCard,
  avatarsGetBrowser,
  avatarsGetFlag,
  avatarsGetQR,
  avatarsGetInitials,
]
