import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readStartOptions } from './options.ts'

describe('the options of npm start', () => {
  it('have defaults below the checkout', () => {
    const defaults = { stateFolder: '/app/.basalt', bufferMb: 64, redisMemoryMb: 128 }
    assert.deepEqual(readStartOptions('/app', {}), defaults)
    assert.deepEqual(readStartOptions('/app', { BASALT_STATE_FOLDER: '', BASALT_MARIADB_BUFFER_MB: '' }), defaults)
  })

  it('take absolute and relative folders', () => {
    assert.equal(readStartOptions('/app', { BASALT_STATE_FOLDER: '/srv/b' }).stateFolder, '/srv/b')
    assert.equal(readStartOptions('/app', { BASALT_STATE_FOLDER: 'two' }).stateFolder, '/app/two')
  })

  it('refuse what is no sensible size', () => {
    for (const size of ['8', 'many', '12.5', '-64', '1e9']) {
      assert.throws(() => readStartOptions('/app', { BASALT_MARIADB_BUFFER_MB: size }), /BASALT_MARIADB_BUFFER_MB must/)
      assert.throws(() => readStartOptions('/app', { BASALT_REDIS_MEMORY_MB: size }), /BASALT_REDIS_MEMORY_MB must/)
    }
  })
})
