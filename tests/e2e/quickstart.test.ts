import { after, before, describe, it } from 'node:test'
import { freePort, npmStart, type Started, stateFolder, untilUp } from '../start/launch.ts'
import { quickstart } from './quickstart.ts'

describe('the quickstart on a fresh `npm start`', () => {
  const state = stateFolder()
  let running: Started

  before(async () => {
    running = npmStart(state.path, await freePort())
    await untilUp(running)
  })

  after(async () => {
    running.signal('SIGINT')
    await running.exit
    state[Symbol.dispose]()
  })

  it('leads from the first console user to an app, with the official SDKs', async (t) => {
    // By this name the page in the browser is of the same site, so that cookies are tried too.
    const endpoint = `${running.url.replace('127.0.0.1', 'localhost')}/v1`
    await quickstart({ endpoint, step: (name, work) => t.test(name, work) })
  })
})
