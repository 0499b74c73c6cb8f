import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { assoc, boolean, choice, floatRange, list, range, text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { httpUrl } from './remote.ts'
import { timeZones } from './time-zones.ts'

const anyCase = { caseSensitive: false }
const outputs: readonly string[] = ['jpg', 'jpeg', 'png', 'webp', 'heic', 'avif', 'gif']
const permissions = [
  'geolocation',
  'camera',
  'microphone',
  'notifications',
  'midi',
  'push',
  'clipboard-read',
  'clipboard-write',
  'payment-handler',
  'usb',
  'bluetooth',
  'accelerometer',
  'gyroscope',
  'magnetometer',
  'ambient-light-sensor',
  'background-sync',
  'persistent-storage',
  'screen-wake-lock',
  'web-share',
  'xr-spatial-tracking',
] as const

/** Declared so that SDKs and documents are whole: Basalt has no browser, and says so (decision 14). */
export const avatarsGetScreenshot = endpoint({
  id: 'avatars.getScreenshot',
  route: 'GET /v1/avatars/screenshots',
  summary: 'Get webpage screenshot',
  auth: ['session', 'jwt', 'key'],
  scopes: ['avatars.read'],
  params: {
    url: httpUrl('Page to show.'),
    headers: optional(assoc('Headers that the browser sends.'), {}),
    viewportWidth: optional(range({ min: 1, max: 1920 }, 'Width of the browser in pixels.'), 1280),
    viewportHeight: optional(range({ min: 1, max: 1080 }, 'Height of the browser in pixels.'), 720),
    scale: optional(floatRange({ min: 0.1, max: 3 }, 'Pixels of the image for each of the page.'), 1),
    theme: optional(choice(['light', 'dark'], 'Colours that the page is asked for.', anyCase), 'light'),
    userAgent: optional(text({ max: 512 }, 'User agent of the browser.'), ''),
    fullpage: optional(boolean({}, 'True shows the page down to its end.'), false),
    locale: optional(text({ max: 10 }, 'Language of the browser.'), ''),
    timezone: optional(choice(timeZones, 'Time zone of the browser.', anyCase), ''),
    latitude: optional(floatRange({ min: -90, max: 90 }, 'Latitude of the browser.'), 0),
    longitude: optional(floatRange({ min: -180, max: 180 }, 'Longitude of the browser.'), 0),
    accuracy: optional(floatRange({ min: 0, max: 100_000 }, 'Accuracy of the place in metres.'), 0),
    touch: optional(boolean({}, 'True for a screen that is touched.'), false),
    permissions: optional(
      list(choice(permissions, 'Permission.', anyCase), { max: null }, 'What the page may do.'),
      [],
    ),
    sleep: optional(range({ min: 0, max: 10 }, 'Seconds to wait once the page is loaded.'), 0),
    width: optional(range({ min: 0, max: 2000 }, 'Width of the image in pixels; 0 keeps it.'), 0),
    height: optional(range({ min: 0, max: 2000 }, 'Height of the image in pixels; 0 keeps it.'), 0),
    quality: optional(range({ min: -1, max: 100 }, 'Quality of the image; -1 for the usual one.'), -1),
    output: optional(choice(outputs, 'Format of the image.'), ''),
  },
  response: { status: 200, content: 'image/png' },
  rateLimit: { limit: 60, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['avatar_image_not_found', 'avatar_remote_url_failed', 'general_server_error'],
  handler: () => {
    throw fail('avatar_remote_url_failed', { reason: 'Screenshots need a browser, which this server does not have.' })
  },
})
