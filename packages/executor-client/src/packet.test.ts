import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decodePacket, encodePacket } from './packet.ts'

it('keeps the head and every byte of the body', () => {
  const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  assert.deepEqual(decodePacket(encodePacket({ path: '/ü' }, body)), { head: { path: '/ü' }, body })
  assert.deepEqual(decodePacket(encodePacket({}, Buffer.alloc(0))), { head: {}, body: Buffer.alloc(0) })
})

it('says when it is not whole', () => {
  const packet = encodePacket({ path: '/' }, Buffer.alloc(0))
  for (let length = 0; length < packet.length; length++) assert.equal(decodePacket(packet.subarray(0, length)), null)
  assert.equal(decodePacket(Buffer.from('\0\0\0\u0001{')), null)
})
