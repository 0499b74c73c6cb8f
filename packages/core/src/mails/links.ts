/** Adds values to the query of a URL; what is there stays. */
export function linkTo(url: string, values: Readonly<Record<string, string>>): string {
  const hash = url.indexOf('#')
  const [address, fragment] = hash < 0 ? [url, ''] : [url.slice(0, hash), url.slice(hash)]
  const separator = !address.includes('?') ? '?' : address.endsWith('?') || address.endsWith('&') ? '' : '&'
  return `${address}${separator}${new URLSearchParams(values).toString()}${fragment}`
}
