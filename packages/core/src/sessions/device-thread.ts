import { parentPort } from 'node:worker_threads'
import DeviceDetector from 'node-device-detector'
import type { DeviceFacts } from './device.ts'

type Facts = Readonly<Record<string, string | undefined>>
type Found = { readonly os: Facts; readonly client: Facts; readonly device: Facts }

// The package's types describe an ES module with all facts always there; it is neither.
const Detector = DeviceDetector as unknown as new (options: object) => {
  skipBotDetection: boolean
  detect(agent: string): Found
}

const detector = new Detector({
  clientIndexes: true,
  deviceIndexes: true,
  osIndexes: true,
  osVersionTruncate: 1,
  clientVersionTruncate: 1,
})
detector.skipBotDetection = true

parentPort?.on('message', (agent: string) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
  parentPort?.postMessage({ agent, facts: factsOf(agent) })
})

function factsOf(agent: string): DeviceFacts {
  const { os, client, device } = detector.detect(agent)
  return {
    osCode: os['short_name'] ?? '',
    osName: os['name'] ?? '',
    osVersion: os['version'] ?? '',
    clientType: client['type'] ?? '',
    clientCode: client['short_name'] ?? '',
    clientName: client['name'] ?? '',
    clientVersion: client['version'] ?? '',
    clientEngine: client['engine'] ?? '',
    clientEngineVersion: client['engine_version'] ?? '',
    deviceName: device['type'] ?? '',
    deviceBrand: device['brand'] ?? '',
    deviceModel: device['model'] ?? '',
  }
}
