import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'

/** What a user agent tells of its device, under the names that sessions and logs show. Unknown facts are empty. */
export type DeviceFacts = {
  readonly osCode: string
  readonly osName: string
  readonly osVersion: string
  readonly clientType: string
  readonly clientCode: string
  readonly clientName: string
  readonly clientVersion: string
  readonly clientEngine: string
  readonly clientEngineVersion: string
  readonly deviceName: string
  readonly deviceBrand: string
  readonly deviceModel: string
}

export const unknownDevice: DeviceFacts = {
  osCode: '',
  osName: '',
  osVersion: '',
  clientType: '',
  clientCode: '',
  clientName: '',
  clientVersion: '',
  clientEngine: '',
  clientEngineVersion: '',
  deviceName: '',
  deviceBrand: '',
  deviceModel: '',
}

const maxUserAgent = 512
const answerWithinMs = 3000
const idleMs = 30_000

// A pure function's memory. The detector takes 80 MB and some 10 ms a call: it lives in a thread that comes with the
// first new user agent and goes when none has come for a while, and neither keeps the process alive.
const known = new LRUCache<string, Promise<DeviceFacts>>({ max: 1000 })
let thread: { readonly worker: Worker; idle: NodeJS.Timeout } | null = null

/** The facts of a user agent. Never fails: what cannot be told in time is unknown. */
export function deviceOf(userAgent: string): Promise<DeviceFacts> {
  const agent = userAgent.slice(0, maxUserAgent)
  const cli = /^AppwriteCLI\/(\S+)/i.exec(agent)
  if (cli) {
    const facts = { clientType: 'desktop', clientCode: 'cli', clientName: 'Appwrite CLI', clientVersion: cli[1] ?? '' }
    return Promise.resolve({ ...unknownDevice, ...facts })
  }
  // Programs that say no more than their name have no device to tell.
  if (!agent.includes('(')) return Promise.resolve(unknownDevice)
  let facts = known.get(agent)
  if (!facts) {
    facts = askThread(agent).catch(() => {
      known.delete(agent)
      return unknownDevice
    })
    known.set(agent, facts)
  }
  return facts
}

type Answer = { readonly agent: string; readonly facts: DeviceFacts }

function askThread(agent: string): Promise<DeviceFacts> {
  const { worker } = runningThread()
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer)
      worker.off('message', hear)
      worker.off('error', abandon)
      worker.off('exit', abandon)
      end()
    }
    const hear = (answer: Answer): void => {
      if (answer.agent === agent) settle(() => resolve(answer.facts))
    }
    const abandon = (): void => settle(() => reject(new Error('the device detector gave no answer')))
    const timer = setTimeout(abandon, answerWithinMs)
    worker.on('message', hear)
    worker.on('error', abandon)
    worker.on('exit', abandon)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    worker.postMessage(agent)
  })
}

function runningThread(): { readonly worker: Worker } {
  if (thread) {
    thread.idle.refresh()
    return thread
  }
  const worker = new Worker(new URL('device-thread.ts', import.meta.url))
  worker.setMaxListeners(0)
  const forget = (): void => {
    if (thread?.worker === worker) thread = null
  }
  const idle = setTimeout(() => {
    forget()
    void worker.terminate()
  }, idleMs)
  idle.unref()
  worker.unref()
  worker.on('exit', forget)
  worker.on('error', forget)
  thread = { worker, idle }
  return thread
}
