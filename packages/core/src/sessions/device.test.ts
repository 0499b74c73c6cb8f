import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deviceOf, unknownDevice } from './device.ts'

describe('device facts of a user agent', () => {
  it('names system, browser and device of a desktop browser', async () => {
    const chrome =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'
    assert.deepEqual(await deviceOf(chrome), {
      osCode: 'MAC',
      osName: 'Mac',
      osVersion: '10.15',
      clientType: 'browser',
      clientCode: 'CH',
      clientName: 'Chrome',
      clientVersion: '120.0',
      clientEngine: 'Blink',
      clientEngineVersion: '120.0.0.0',
      deviceName: 'desktop',
      deviceBrand: 'Apple',
      deviceModel: '',
    })
  })

  it('names brand and model of a phone', async () => {
    const phone =
      'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.144 Mobile Safari/537.36'
    const { osCode, deviceName, deviceBrand, deviceModel } = await deviceOf(phone)
    assert.deepEqual(
      { osCode, deviceName, deviceBrand, deviceModel },
      {
        osCode: 'AND',
        deviceName: 'smartphone',
        deviceBrand: 'Samsung',
        deviceModel: 'Galaxy S23 Ultra',
      },
    )
  })

  it('knows the command line by its name', async () => {
    const { clientType, clientCode, clientVersion, osCode } = await deviceOf('AppwriteCLI/8.1.0 (linux; x64)')
    assert.deepEqual(
      { clientType, clientCode, clientVersion, osCode },
      { clientType: 'desktop', clientCode: 'cli', clientVersion: '8.1.0', osCode: '' },
    )
  })

  it('leaves everything empty for agents that say nothing', async () => {
    assert.deepEqual(await deviceOf(''), unknownDevice)
    assert.deepEqual(await deviceOf('node'), unknownDevice)
    assert.deepEqual(await deviceOf('x (y'.repeat(5000)), unknownDevice)
  })
})
