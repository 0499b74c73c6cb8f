import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parseEnv } from 'node:util'

describe('scripts/setup', () => {
  let folder: string
  const setup = (env = {}): string =>
    execFileSync(join(folder, 'scripts', 'setup'), { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } })
  const written = (): NodeJS.Dict<string> => parseEnv(readFileSync(join(folder, '.env'), 'utf8'))

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'basalt setup '))
    mkdirSync(join(folder, 'scripts'))
    cpSync(join(import.meta.dirname, 'setup'), join(folder, 'scripts', 'setup'))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('writes fresh secrets for this user alone', () => {
    setup({ BASALT_DOMAIN: 'api.example.com' })
    assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600)
    const { BASALT_DOMAIN, BASALT_HTTP_PORT, DOCKER_GID, ...secrets } = written()
    assert.deepEqual([BASALT_DOMAIN, BASALT_HTTP_PORT], ['api.example.com', '80'])
    assert.match(DOCKER_GID ?? '', /^\d+$/)
    const names = ['BASALT_SECRET', 'MARIADB_PASSWORD', 'MARIADB_ROOT_PASSWORD', 'REDIS_PASSWORD']
    assert.deepEqual(Object.keys(secrets).toSorted(), names)
    for (const secret of Object.values(secrets)) assert.match(secret ?? '', /^[0-9a-f]{64}$/)
    assert.equal(new Set(Object.values(secrets)).size, 4)
  })

  it('keeps the file that is there', () => {
    const first = written()
    assert.match(setup({ BASALT_DOMAIN: 'other.example.com' }), /exists and is kept/)
    assert.deepEqual(written(), first)
    assert.deepEqual(readdirSync(folder), ['.env', 'scripts'])
  })
})
