import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Mailbox } from '#support/mail.ts'
import type { TestProject } from '#support/project.ts'
import { freePort, npmStart, type Started, stateFolder, storeIn, untilUp } from '../start/launch.ts'
import { contradictions, keepActing, prepareHistory } from './history.ts'
import { aTable, untilWritable } from './writing.ts'

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
  project = await aTable({ origin: running.url, endpoint: `${running.url}/v1`, mailbox })
  await prepareHistory(project)
})

after(async () => {
  running.signal('SIGINT')
  await running.exit
  await mailbox.close()
  state[Symbol.dispose]()
})

it('loses no update, makes no duplicate and tears no transaction, with kill -9 in between', async (t) => {
  const acting = keepActing(project)
  await delay(1500)
  const { pid } = JSON.parse(readFileSync(join(state.path, 'run', 'start.lock'), 'utf8')) as { pid: number }
  process.kill(pid, 'SIGKILL')
  await running.exit
  running = npmStart(state.path, port)
  await untilUp(running)
  await delay(1500)
  process.kill(storeIn(state.path, 'mariadb'), 'SIGKILL')
  await untilWritable(project, 'history')
  await delay(1500)
  const history = await acting.stop()
  const { told, untold } = history.increments
  t.diagnostic(
    `${told} increments (${untold} without an answer), ${history.names.size} unique names, ${history.pairs.committed.size} transactions`,
  )
  assert.ok(told > 10 && history.names.size > 10 && history.pairs.committed.size > 10, 'hardly anything was done')
  assert.deepEqual(await contradictions(project, history), [])
})
