import { readFile } from 'node:fs/promises'

type Listen = (options: object) => () => void

/** The client as docs/realtime.md prints it, on sockets that the test can break. */
export async function theDocumentedClient(): Promise<{ readonly listen: Listen; breakAll(): void }> {
  const page = await readFile(new URL('../../docs/realtime.md', import.meta.url), 'utf8')
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const sockets = new Set<WebSocket>()
  class Breakable extends WebSocket {
    constructor(url: string | URL) {
      super(url)
      sockets.add(this)
    }
  }
  Object.assign(globalThis, { BreakableSocket: Breakable })
  const source = code.replace('new WebSocket(', 'new BreakableSocket(')
  const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { readonly listen: Listen }
  return {
    listen: module.listen,
    breakAll: () => sockets.forEach((socket) => socket.close(4000)),
  }
}
