import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { folder } from './console.ts'

/** What the first page may cost on the way, compressed; everything else is loaded when it is needed. */
const maxFirstLoad = 250 * 1024

describe('the bundle of the console', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const first = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file = '']) => file,
  )

  it('is small where it begins', (t) => {
    const size = first.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)
    t.diagnostic(`first load: ${Math.round(size / 1024)} KB in ${first.length} files, compressed`)
    assert.ok(first.length > 0)
    assert.ok(size < maxFirstLoad, `${size} bytes`)
  })

  it('is split by pages', () => {
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
    assert.ok(scripts.length > 30, `${scripts.length} files`)
  })
})
