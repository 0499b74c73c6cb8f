import { fail } from '@basalt/types'
import { pictureAsPng, reach, type RemoteOptions } from './remote.ts'

export type Favicon = { readonly bytes: Buffer; readonly contentType: 'image/png' | 'image/x-icon' }

const limits = { timeoutSeconds: 10, maxBytes: 2 * 1024 * 1024, maxRedirects: 5 }
const headers = { 'User-Agent': 'Basalt favicon', Accept: 'text/html, image/*' }
const side = 56
const icoHeader = Buffer.from([0, 0, 1, 0])

type Candidate = { readonly url: string; readonly pixels: number }

/**
 * The icon of a web site: the largest that its page names, or the one at the usual place. Icons in the ICO format stay
 * as they are, others become PNG; drawings (SVG) are passed over.
 * @throws `avatar_remote_url_failed`, `avatar_icon_not_found`
 */
export async function faviconOf(url: string, options: RemoteOptions): Promise<Favicon> {
  const page = await reach(url, { ...limits, ...options, headers })
  if (page.status !== 200) throw fail('avatar_icon_not_found', { status: page.status })
  const [best] = candidatesIn(page.bytes.toString('utf8'), page.url)
  const place = best?.url ?? new URL('/favicon.ico', page.url).href
  const { status, bytes } = await reach(place, { ...limits, ...options, headers })
  if (status !== 200) throw fail('avatar_icon_not_found', { status })
  if (bytes.subarray(0, icoHeader.length).equals(icoHeader)) return { bytes, contentType: 'image/x-icon' }
  const png = await pictureAsPng(bytes, { width: side, height: side })
  if (png === null) throw fail('avatar_icon_not_found')
  return { bytes: png, contentType: 'image/png' }
}

/** Icons that a page names, the largest first. */
export function candidatesIn(html: string, pageUrl: string): readonly Candidate[] {
  const tags = html.match(/<link\b[^>]*>/gi) ?? []
  const found = tags.flatMap((tag): Candidate[] => {
    const rel = attribute(tag, 'rel').toLowerCase().trim()
    if (rel !== 'icon' && rel !== 'shortcut icon') return []
    const url = URL.parse(attribute(tag, 'href'), pageUrl)
    if (!url || !/\.(?:ico|png|jpe?g)$/i.test(url.pathname)) return []
    const [, width = '0', height = '0'] = /(\d{1,5})x(\d{1,5})/i.exec(attribute(tag, 'sizes')) ?? []
    return [{ url: url.href, pixels: Number(width) * Number(height) }]
  })
  return found.toSorted((left, right) => right.pixels - left.pixels)
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? '').replaceAll('&amp;', '&')
}
