import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

type Picture = {
  readonly status: number
  readonly headers: Headers
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

describe('avatars', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  /** The size stands at a fixed place of every PNG. */
  const picture = async (path: string, headers: Record<string, string> = {}): Promise<Picture> => {
    const response = await fetch(`${project.endpoint}/avatars/${path}`, {
      headers: { 'x-appwrite-project': project.id, ...headers },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    const isPng = bytes.subarray(1, 4).toString() === 'PNG'
    return {
      status: response.status,
      headers: response.headers,
      width: isPng ? bytes.readUInt32BE(16) : 0,
      height: isPng ? bytes.readUInt32BE(20) : 0,
      bytes,
    }
  }

  it('come in the size that is asked for', async () => {
    const sizes = [
      ['flags/DE', 100, 100],
      ['flags/de?width=0&height=0', 640, 480],
      ['flags/fr?width=33', 33, 100],
      ['flags/fr?width=320&height=0', 320, 240],
      ['browsers/ff?width=2000&height=2000', 2000, 2000],
      ['credit-cards/amex?width=50&height=20', 50, 20],
      ['initials?name=Ada+Lovelace', 500, 500],
      ['initials?name=A&width=0&height=0', 500, 500],
      ['initials?name=A&width=30&height=0', 30, 30],
      ['qr?text=hello', 400, 400],
      ['qr?text=x&size=1', 1, 1],
      [`qr?text=${'x'.repeat(512)}&margin=10`, 400, 400],
    ] as const
    for (const [path, width, height] of sizes) {
      const { status, headers, ...made } = await picture(path)
      assert.deepEqual(
        [status, headers.get('content-type'), made.width, made.height],
        [200, 'image/png', width, height],
      )
    }
  })

  it('exist for every code', async () => {
    for (const path of ['credit-cards/targeta-shopping', 'credit-cards/RuPay', 'browsers/on', 'flags/zw', 'flags/va']) {
      assert.equal((await picture(path)).status, 200)
    }
  })

  it('are kept by server and client', async () => {
    const first = await picture('flags/pt?width=41')
    assert.equal(first.headers.get('x-appwrite-cache'), 'miss')
    assert.equal(first.headers.get('cache-control'), 'private, max-age=2592000')
    const second = await picture('flags/pt?width=41')
    assert.equal(second.headers.get('x-appwrite-cache'), 'hit')
    assert.equal(second.headers.get('cache-control'), 'private, max-age=15552000')
    assert.deepEqual(second.bytes, first.bytes)
    const made = await picture('qr?text=x&download=1')
    assert.equal(made.headers.get('cache-control'), 'private, max-age=3888000')
    assert.equal(made.headers.get('content-disposition'), 'attachment; filename="qr.png"')
  })

  it('show the initials of the one who is signed in', async () => {
    const ada = await project.aUser({ name: 'Ada Lovelace' })
    const own = await picture('initials', { 'x-appwrite-session': ada.session })
    const named = await picture('initials?name=Ada+Lovelace')
    assert.deepEqual(own.bytes, named.bytes)
    assert.notDeepEqual(own.bytes, (await picture('initials?name=Bob')).bytes)
    assert.notDeepEqual(own.bytes, (await picture('initials?name=Ada+Lovelace&background=f00')).bytes)
  })

  it('are refused out of bounds', async () => {
    const guest = project.aGuest()
    for (const path of [
      'flags/zz',
      'flags/uk',
      'flags/..%2f..%2fpackage',
      'flags/de?width=2001',
      'flags/de?quality=101',
      'browsers/xx',
      'credit-cards/nope',
      'initials?name=',
      'initials?name=A&background=zz',
      'initials?name=A&width=2001',
      'qr',
      'qr?text=',
      'qr?text=x&size=0',
      'qr?text=x&size=1001',
      'qr?text=x&margin=11',
    ]) {
      const refused = await guest.get(`/v1/avatars/${path}`)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } }, path)
    }
  })
})
