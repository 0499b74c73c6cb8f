import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog } from './log.ts'

function linesOf(write: (log: ReturnType<typeof createLog>) => void): readonly string[] {
  const lines: string[] = []
  write(createLog({ log: { level: 'info' } }, 'test', { write: (line) => void lines.push(line) }))
  return lines
}

const secret = 'hunter2-hunter2'

describe('the log', () => {
  const keys = ['password', 'secret', 'token', 'cookie', 'authorization', 'jwt', 'key', 'otp', 'credentials']
  for (const key of keys) {
    it(`never writes the value of ${key}, at the top or one level down`, () => {
      const lines = linesOf((log) => {
        log.info({ [key]: secret }, 'at the top')
        log.info({ body: { [key]: secret, kept: 'visible' } }, 'one level down')
        log.child({ [key]: secret }).info('in a child')
      })
      assert.equal(lines.length, 3)
      for (const line of lines) {
        assert.ok(!line.includes(secret), line)
        assert.ok(line.includes('[redacted]'), line)
      }
      assert.ok(lines[1]?.includes('visible'))
    })
  }

  it('writes one JSON object a line, with service, level, time and the sentence', () => {
    const [line = ''] = linesOf((log) => log.warn({ projectId: 'p' }, 'a short sentence'))
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>
    assert.deepEqual(rest, { level: 'warn', service: 'test', projectId: 'p', msg: 'a short sentence' })
    assert.ok(!Number.isNaN(Date.parse(String(time))))
  })

  it('writes nothing below its level', () => {
    assert.deepEqual(
      linesOf((log) => log.debug({}, 'too quiet')),
      [],
    )
  })
})
