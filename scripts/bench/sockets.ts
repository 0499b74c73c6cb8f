import { WebSocket } from 'ws'

export type SocketFigures = { readonly kbPerSocket: number; readonly p50Ms: number; readonly p99Ms: number }

const changes = 20

/**
 * Opens sockets on one channel, measures the server's growth in memory, then makes changes one by one and takes the
 * time from each request until the last socket has heard of it.
 */
export async function measureSockets(
  url: string,
  count: number,
  memoryMb: () => number,
  change: () => Promise<void>,
): Promise<SocketFigures> {
  const before = memoryMb()
  let heard = 0
  let allHeard = (): void => undefined
  const sockets: WebSocket[] = []
  for (let start = 0; start < count; start += 50) {
    const batch = Array.from({ length: Math.min(50, count - start) }, () => open(url))
    sockets.push(...(await Promise.all(batch)))
  }
  for (const socket of sockets) {
    socket.on('message', () => {
      if (++heard === count) allHeard()
    })
  }
  const after = memoryMb()
  const times: number[] = []
  for (let index = 0; index < changes; index++) {
    heard = 0
    const all = new Promise<void>((resolve) => {
      allHeard = resolve
    })
    const begun = performance.now()
    await Promise.all([change(), all])
    times.push(performance.now() - begun)
  }
  for (const socket of sockets) socket.terminate()
  times.sort((left, right) => left - right)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { kbPerSocket: ((after - before) * 1024) / count, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** Resolves once the server has greeted. */
function open(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    socket.once('message', () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
}
