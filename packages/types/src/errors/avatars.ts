import type { ErrorSpec } from '../errors.ts'

export const avatarErrors = {
  avatar_image_not_found: { status: 404, message: 'The URL does not lead to an image.' },
  avatar_icon_not_found: { status: 404, message: 'The web site has no icon that can be read.' },
  avatar_remote_url_failed: { status: 404, message: 'The server of the URL cannot be reached.' },
} as const satisfies Record<string, ErrorSpec>
