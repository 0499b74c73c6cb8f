import { isUtf8 } from 'node:buffer'

/** So much of the beginning of a file is looked at. */
export const sniffedBytes = 64 * 1024

/**
 * The media type of what a file begins with, whatever its name says. `head` is the whole file when it is shorter than
 * `sniffedBytes`.
 */
export async function sniff(head: Buffer): Promise<string> {
  if (head.length === 0) return 'application/x-empty'
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head)
  if (found && found.mime !== 'application/xml') return found.mime
  return isText(head) ? textType(head) : 'application/octet-stream'
}

/** A cut may fall within a character, so that the last three bytes do not count in a long text. */
function isText(head: Buffer): boolean {
  if (head.length < 2 || head.includes(0)) return false
  if (isUtf8(head)) return true
  return head.length === sniffedBytes && [1, 2, 3].some((cut) => isUtf8(head.subarray(0, -cut)))
}

function textType(head: Buffer): string {
  const text = head.toString('utf8').trimStart()
  const start = text.slice(0, 1024).toLowerCase()
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/.test(start)) return 'image/svg+xml'
  if (/^<(?:!doctype html|html|head|body)[\s>]/.test(start)) return 'text/html'
  if (start.startsWith('<?xml')) return 'text/xml'
  return isJson(text) ? 'application/json' : 'text/plain'
}

function isJson(text: string): boolean {
  if (!/^[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false // text that looks like it
  }
}
