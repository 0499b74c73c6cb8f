/** A bucket of an S3 server, or the part of one under a prefix. */
export type S3Config = {
  /** Origin of the server, as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string
  readonly bucket: string
  /** Ends with `/`, or is empty. */
  readonly prefix: string
  readonly region: string
  /** Whether the bucket stands in the path or before the host's name. */
  readonly style: 'path' | 'virtual'
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export const storageUrlForm = 's3://KEY:SECRET@HOST/BUCKET[/PREFIX][?region=us-east-1&style=path|virtual&tls=on|off]'

const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const prefixPattern = /^(?:[a-zA-Z0-9][a-zA-Z0-9._-]*\/)*$/
const options: ReadonlySet<string> = new Set(['region', 'style', 'tls'])

/** Reads a URL of the form above; null for anything else. */
export function parseStorageUrl(text: string): S3Config | null {
  const url = URL.parse(text)
  if (url?.protocol !== 's3:' || !url.username || !url.password || !url.host) return null
  const [bucket = '', ...folders] = url.pathname.split('/').filter((part) => part !== '')
  const prefix = folders.map((part) => `${part}/`).join('')
  const { searchParams: given } = url
  const style = given.get('style') ?? 'path'
  const tls = given.get('tls') ?? 'on'
  const isSound =
    bucketPattern.test(bucket) &&
    prefixPattern.test(prefix) &&
    [...given.keys()].every((name) => options.has(name)) &&
    (tls === 'on' || tls === 'off')
  const [accessKeyId, secretAccessKey] = [decoded(url.username), decoded(url.password)]
  if (!isSound || (style !== 'path' && style !== 'virtual')) return null
  if (accessKeyId === null || secretAccessKey === null) return null
  return {
    endpoint: `${tls === 'on' ? 'https' : 'http'}://${url.host}`,
    bucket,
    prefix,
    region: given.get('region') ?? 'us-east-1',
    style,
    accessKeyId,
    secretAccessKey,
  }
}

/** Null for a `%` that begins no byte. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
