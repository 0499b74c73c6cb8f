import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'

const patienceMs = 5000

/** Where a process opens its debugger when it is told to, given in its environment. It says nothing of it. */
export function debuggable(port: number): { readonly NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--inspect-port=127.0.0.1:${port} --inspect-publish-uid=http` }
}

/**
 * Makes a process that was started as `debuggable` give back all the memory that nothing needs: what it then holds is
 * what it must hold, and not what it happened to use on the way.
 */
export async function collectGarbage(pid: number, port: number): Promise<void> {
  process.kill(pid, 'SIGUSR1')
  const socket = new WebSocket(await debuggerOf(port))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  for (const id of [1, 2]) {
    const done = new Promise((resolve) => socket.once('message', resolve))
    socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    await done
  }
  socket.terminate()
}

async function debuggerOf(port: number): Promise<string> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(20)) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null)
    const [target] = ((await answer?.json()) ?? []) as readonly { readonly webSocketDebuggerUrl: string }[]
    if (target) return target.webSocketDebuggerUrl
  }
  throw new Error('the debugger did not open')
}
