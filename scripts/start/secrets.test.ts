import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { openSecrets } from './secrets.ts'

describe('the secrets of a folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'basalt-secrets-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are made once, and stay', () => {
    const first = openSecrets(folder)
    assert.ok(first.BASALT_SECRET.length >= 32)
    assert.notEqual(first.BASALT_SECRET, first.MARIADB_PASSWORD)
    assert.deepEqual(openSecrets(folder), first)
    assert.deepEqual(readdirSync(folder), ['secrets.json'])
  })

  it('are for this user alone, also when somebody has opened them up', () => {
    openSecrets(folder)
    const file = join(folder, 'secrets.json')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    chmodSync(file, 0o644)
    openSecrets(folder)
    assert.equal(statSync(file).mode & 0o777, 0o600)
  })

  it('are never replaced when the file is damaged', () => {
    const file = join(folder, 'secrets.json')
    for (const text of ['', '{"BASALT_SECRET":', '{"BASALT_SECRET":"short","MARIADB_PASSWORD":"x"}', 'null']) {
      writeFileSync(file, text)
      assert.throws(() => openSecrets(folder), /secrets\.json is damaged/)
    }
  })
})
