import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { clientFile, consoleClient } from './client.ts'

it('the client of the console is up to date (node scripts/console/client.ts)', () => {
  assert.ok(readFileSync(clientFile, 'utf8') === consoleClient())
})
