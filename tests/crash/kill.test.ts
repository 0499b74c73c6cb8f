import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Mailbox } from '#support/mail.ts'
import type { TestProject } from '#support/project.ts'
import { freePort, npmStart, type Started, stateFolder, storeIn, untilUp } from '../start/launch.ts'
import { databaseUrlIn, servicesPid } from './places.ts'
import { aTable, keepWriting, listedRows, missingFrom, recordedRows, untilWritable } from './writing.ts'

describe('kill -9 during writes', () => {
  const state = stateFolder()
  let running: Started
  let port: number
  let project: TestProject
  let mailbox: Mailbox

  before(async () => {
    mailbox = await Mailbox.open()
    port = await freePort()
    running = npmStart(state.path, port)
    await untilUp(running)
    const { url } = running
    project = await aTable({ origin: url, endpoint: `${url}/v1`, mailbox })
  })

  after(async () => {
    running.signal('SIGINT')
    await running.exit
    await mailbox.close()
    state[Symbol.dispose]()
  })

  it('of the process of the services loses nothing that was acknowledged', async (t) => {
    await surviving(t, 'services', async () => {
      process.kill(servicesPid(state.path), 'SIGKILL')
      await running.exit
      running = npmStart(state.path, port)
      await untilUp(running)
    })
  })

  it('of MariaDB loses nothing that was acknowledged, and needs no restart', async (t) => {
    await surviving(t, 'mariadb', () => process.kill(storeIn(state.path, 'mariadb'), 'SIGKILL'))
  })

  it('of Redis loses nothing that was acknowledged, and needs no restart', async (t) => {
    await surviving(t, 'redis', () => process.kill(storeIn(state.path, 'redis'), 'SIGKILL'))
  })

  async function surviving(t: { diagnostic(message: string): void }, run: string, crash: () => unknown): Promise<void> {
    const writing = keepWriting(project, run)
    try {
      await delay(400 + Math.random() * 400)
      const before = writing.acknowledged.size
      assert.ok(before > 0, 'nothing was written before the crash')
      await crash()
      await untilWritable(project, run)
      await delay(300)
      assert.ok(writing.acknowledged.size > before, 'nothing was written after the crash')
    } finally {
      await writing.stop()
    }
    t.diagnostic(`${writing.acknowledged.size} rows acknowledged, ${writing.failures()} calls failed`)
    assert.deepEqual(missingFrom(await listedRows(project), writing.acknowledged), [], 'rows are missing')
    assert.deepEqual(
      missingFrom(await recordedRows(project, databaseUrlIn(state.path)), writing.acknowledged),
      [],
      'activity is missing',
    )
  }
})
