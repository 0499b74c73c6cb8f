import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import * as sdk from 'appwrite'
import * as latest from 'appwrite-latest'
import { type Page, servePage } from './browser.ts'

/** How an SDK listens: by its client or its `Realtime` service, in the version of 1.8 or the newest. */
export const manners = ['client', 'service', 'newest'] as const
export type Manner = (typeof manners)[number]

/** What one subscription heard: the names of one event. */
export type Heard = { readonly channel: string; readonly events: readonly string[] }

type Listening = {
  readonly endpoint: string
  readonly projectId: string
  /** Given to the SDK; left out where the browser has signed in. */
  readonly session?: string
  /** One subscription for each. */
  readonly channels: readonly string[]
}

/** Where an SDK runs. */
export type Place = AsyncDisposable & {
  /** Signs in as people do in a browser, with a secret that was sent to them. */
  signIn(where: Omit<Listening, 'channels'>, userId: string, secret: string): Promise<void>
  listen(manner: Manner, where: Listening, note: (heard: Heard) => void): Promise<void>
}

type Run = Listening & { readonly manner: Manner; readonly note: string }
type Entry = Omit<Listening, 'channels'> & { readonly userId: string; readonly secret: string }
type Shared = Record<string, unknown>

/** Runs in the browser as it stands here, so that it uses nothing but its argument and the globals. */
async function start({ manner, endpoint, projectId, session, channels, note }: Run): Promise<void> {
  const shared = globalThis as unknown as Shared
  const { Client, Realtime } = shared[manner === 'newest' ? 'AppwriteLatest' : 'Appwrite'] as typeof sdk
  const tell = shared[note] as (heard: Heard) => void
  const client = new Client().setEndpoint(endpoint).setProject(projectId)
  if (session !== undefined) client.setSession(session)
  const service = manner === 'client' ? null : new Realtime(client)
  await Promise.all(
    channels.map(async (channel) => {
      const hear = ({ events }: { readonly events: string[] }): void => tell({ channel, events })
      await (service ? service.subscribe(channel, hear) : client.subscribe(channel, hear))
    }),
  )
}

async function enter({ endpoint, projectId, userId, secret }: Entry) {
  const { Client, Account } = (globalThis as unknown as Shared)['Appwrite'] as typeof sdk
  await new Account(new Client().setEndpoint(endpoint).setProject(projectId)).createSession({ userId, secret })
}

/** Ends for good: an SDK that hears of the end of its socket would open another. */
class ListenedSocket extends WebSocket {
  readonly #onClose: Parameters<WebSocket['addEventListener']>[1][] = []

  override addEventListener(...[type, listener, options]: Parameters<WebSocket['addEventListener']>): void {
    if (type === 'close') this.#onClose.push(listener)
    super.addEventListener(type, listener, options)
  }

  leave(): void {
    for (const listener of this.#onClose) this.removeEventListener('close', listener)
    this.close()
  }
}

let notes = 0

/** The SDKs under Node, with what they look for in a browser. */
export function inNode(): Place {
  const stored = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
  // The SDKs leave their heartbeat running, which must not keep the test alive.
  const beat = (work: () => void, ms: number): NodeJS.Timeout => setInterval(work, ms).unref()
  const sockets = new Set<ListenedSocket>()
  class Socket extends ListenedSocket {
    constructor(url: string | URL) {
      super(url)
      sockets.add(this)
    }
  }
  const window = { setInterval: beat, clearInterval, setTimeout, clearTimeout, localStorage, WebSocket: Socket }
  const real = globalThis.WebSocket
  Object.assign(globalThis, { window, WebSocket: Socket, Appwrite: sdk, AppwriteLatest: latest })
  return {
    signIn: () => Promise.reject(new Error('Node has no cookies.')),
    async listen(manner, where, note) {
      const name = `note${++notes}`
      Object.assign(globalThis, { [name]: note })
      await start({ ...where, manner, note: name })
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.leave()
      Object.assign(globalThis, { WebSocket: real })
      for (const name of ['window', 'Appwrite', 'AppwriteLatest']) Reflect.deleteProperty(globalThis, name)
    },
  }
}

/** The SDKs in a tab of this browser, on a page of localhost. */
export async function inBrowser(browser: Browser): Promise<Place> {
  const stack = new AsyncDisposableStack()
  const page: Page = stack.use(await servePage(''))
  const context = stack.adopt(await browser.newContext(), (one) => one.close())
  const tab = await context.newPage()
  await tab.goto(page.address)
  // Both call themselves `Appwrite`.
  await tab.addScriptTag({ content: `${scriptOf('appwrite-latest')};globalThis.AppwriteLatest = Appwrite` })
  await tab.evaluate(() => Reflect.deleteProperty(globalThis, 'Appwrite'))
  await tab.addScriptTag({ content: scriptOf('appwrite') })
  return {
    signIn: (where, userId, secret) => tab.evaluate(enter, { ...where, userId, secret }),
    async listen(manner, where, note) {
      const name = `note${++notes}`
      await tab.exposeFunction(name, note)
      await tab.evaluate(start, { ...where, manner, note: name })
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

function scriptOf(name: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(name)).replace(/dist.*$/, 'dist/iife/sdk.js'), 'utf8')
}
