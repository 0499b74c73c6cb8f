import { isIPv6 } from 'node:net'

/** A network and its country. IPv4 is written as `1.2.3.0/24`. */
type Networks = Readonly<Record<string, string>>
type Node = { zero: Node | string | null; one: Node | string | null }

const recordBytes = 3
const separatorBytes = 16

/** A database of countries in MaxMind's form, version 2, with IPv4 under `::/96` as the real ones have it. */
export function geoDatabase(networks: Networks): Buffer {
  const root: Node = { zero: null, one: null }
  for (const [network, country] of Object.entries(networks)) plant(root, bitsOf(network), country)
  const nodes = [...walk(root)]
  const number = new Map(nodes.map((node, index) => [node, index]))
  const data = new Map<string, number>()
  const values: Buffer[] = []
  for (const country of new Set(Object.values(networks))) {
    data.set(country, Buffer.concat(values).length)
    values.push(map({ country_code: text(country) }))
  }
  const tree = Buffer.alloc(nodes.length * 2 * recordBytes)
  nodes.forEach(({ zero, one }, index) => {
    ;[zero, one].forEach((side, at) => {
      const where =
        side === null
          ? nodes.length
          : typeof side === 'string'
            ? nodes.length + separatorBytes + (data.get(side) ?? 0)
            : (number.get(side) ?? 0)
      tree.writeUIntBE(where, (index * 2 + at) * recordBytes, recordBytes)
    })
  })
  const metadata = map({
    binary_format_major_version: integer(2, 5),
    binary_format_minor_version: integer(0, 5),
    build_epoch: integer(1, 5),
    database_type: text('Test'),
    description: map({}),
    ip_version: integer(6, 5),
    languages: Buffer.from([0x00, 0x04]),
    node_count: integer(nodes.length, 6),
    record_size: integer(recordBytes * 8, 5),
  })
  const marker = Buffer.from('\u00ab\u00cd\u00efMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(separatorBytes), ...values, marker, metadata])
}

function plant(root: Node, bits: string, country: string): void {
  let node = root
  for (const bit of bits.slice(0, -1)) {
    const side = bit === '1' ? 'one' : 'zero'
    const next = node[side]
    node = typeof next === 'object' && next !== null ? next : (node[side] = { zero: null, one: null })
  }
  node[bits.endsWith('1') ? 'one' : 'zero'] = country
}

function* walk(node: Node): Generator<Node> {
  yield node
  for (const side of [node.zero, node.one]) if (typeof side === 'object' && side !== null) yield* walk(side)
}

function bitsOf(network: string): string {
  const [address = '', length = ''] = network.split('/')
  if (!isIPv6(address)) {
    const bits = address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
    return '0'.repeat(96) + bits.join('').slice(0, Number(length))
  }
  const [head = '', tail = ''] = address.split('::')
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'))
  const zeros = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)]
  return all
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('')
    .slice(0, Number(length))
}

/** Of at most 28 letters: longer ones are written otherwise. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)])

/** Unsigned: type 5 has 16 bits, type 6 has 32. */
function integer(value: number, type: 5 | 6): Buffer {
  return Buffer.from([(type << 5) | 2, value >> 8, value & 255])
}

function map(entries: Readonly<Record<string, Buffer>>): Buffer {
  const pairs = Object.entries(entries)
  return Buffer.concat([Buffer.from([(7 << 5) | pairs.length]), ...pairs.flatMap(([key, value]) => [text(key), value])])
}
