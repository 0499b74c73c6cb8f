/*
 * What S3 answers is lists of elements without attributes, each of which holds a text or such elements again. That is all
 * of XML that is understood here.
 */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What stands within each element of a name, as it is written. */
export function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, inner = '']) => inner)
}

/** The text of the first element of a name; empty when there is none. */
export function textOf(xml: string, name: string): string {
  const [inner = ''] = elements(xml, name)
  return inner.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, entity) => {
    if (entity !== undefined) return entities[entity] ?? whole
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
  })
}
