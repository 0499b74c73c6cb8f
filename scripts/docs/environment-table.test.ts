import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { withEnvironment } from './environment-table.ts'

it('the README lists the variables that the code reads', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
  assert.match(text, /`BASALT_DATABASE_URL`/)
  assert.equal(text, withEnvironment(text), 'run node scripts/docs/environment-table.ts')
})
