const lengthBytes = 4

/** A JSON head and raw bytes in one body: the head's length (32 bits, big endian), the head, the bytes. */
export function encodePacket(head: object, body: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(head))
  const packet = Buffer.allocUnsafe(lengthBytes + json.length + body.length)
  packet.writeUInt32BE(json.length)
  packet.set(json, lengthBytes)
  packet.set(body, lengthBytes + json.length)
  return packet
}

/** Reads what `encodePacket` made; null when it is not whole. The body is a view of `packet`. */
export function decodePacket(packet: Buffer): { readonly head: unknown; readonly body: Buffer } | null {
  if (packet.length < lengthBytes) return null
  const end = lengthBytes + packet.readUInt32BE()
  if (packet.length < end) return null
  try {
    return { head: JSON.parse(packet.toString('utf8', lengthBytes, end)), body: packet.subarray(end) }
  } catch {
    return null
  }
}
