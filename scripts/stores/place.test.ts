import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openPlace } from './place.ts'

describe('the place of private stores', () => {
  const made: string[] = []
  const folder = (name: string): string => {
    const parent = mkdtempSync(join(tmpdir(), 'basalt-place-'))
    made.push(parent)
    return join(parent, name)
  }
  after(() => made.forEach((path) => rmSync(path, { recursive: true })))

  it('is closed to other users, also when it was open before', () => {
    const path = folder('state')
    mkdirSync(path, { mode: 0o755 })
    const place = openPlace(path)
    for (const path of [place.folder, place.run, place.logs]) assert.equal(statSync(path).mode & 0o777, 0o700)
    assert.equal(place.sockets, place.run)
  })

  it('has its sockets elsewhere when the path is too long or unfit for a URL', () => {
    for (const name of ['x'.repeat(120), 'with a space', 'ümlaut']) {
      const place = openPlace(folder(name))
      made.push(place.sockets)
      assert.match(place.sockets, /^[\w./-]{1,88}$/)
      assert.equal(statSync(place.sockets).mode & 0o777, 0o700)
      assert.equal(openPlace(place.folder).sockets, place.sockets)
    }
  })
})
