import * as web from 'appwrite'
import * as webLatest from 'appwrite-latest'
import * as server from 'node-appwrite'
import * as serverLatest from 'node-appwrite-latest'

/** One generation of the official SDKs, unchanged. */
export type Sdks = { readonly name: string; readonly web: typeof web; readonly server: typeof server }

/** The SDKs of the protocol's own time, and the newest ones, for the same calls. */
export const generations: readonly Sdks[] = [
  { name: 'node-appwrite 20.3.0 and appwrite 21.5.0', web, server },
  {
    name: 'node-appwrite 27.1.0 and appwrite 28.0.0',
    // The calls that are made here have kept their form; what is newer in the types does not matter.
    web: webLatest as unknown as typeof web,
    server: serverLatest as unknown as typeof server,
  },
]

/**
 * Gives the browser SDK the globals that it looks for: a window with a storage of its own.
 * Returns a function that takes them away again.
 */
export function openWindow(): () => void {
  const items = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  // The SDK warns that sessions are kept in the storage, which is just what is wanted here.
  const quiet = { ...console, warn: () => {} }
  const window = {
    localStorage,
    console: quiet,
    location: { host: 'localhost' },
    setTimeout,
    setInterval,
    clearInterval,
  }
  Object.assign(globalThis, { window })
  return () => void Reflect.deleteProperty(globalThis, 'window')
}
