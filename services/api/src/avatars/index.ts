import type { Endpoint } from '#http/endpoint.ts'
import { avatarsGetInitials, avatarsGetQR } from './made.ts'
import { avatarsGetFavicon, avatarsGetImage } from './remote.ts'
import { avatarsGetScreenshot } from './screenshots.ts'
import { avatarsGetBrowser, avatarsGetCreditCard, avatarsGetFlag } from './marks.ts'

export const avatarsEndpoints: readonly Endpoint[] = [
  avatarsGetCreditCard,
  avatarsGetBrowser,
  avatarsGetFlag,
  avatarsGetImage,
  avatarsGetFavicon,
  avatarsGetScreenshot,
  avatarsGetQR,
  avatarsGetInitials,
]
