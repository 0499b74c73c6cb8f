import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Log } from './log.ts'

/** A started service. `close` drains what is under way and gives up its stores; it may be called twice. */
export type Running = { readonly address: string; close(): Promise<void> }

const graceSeconds = 25

/**
 * Starts a service and stops it on SIGTERM or SIGINT: first signal drains, second leaves at once, as does one that comes
 * before the service is up. A failed start or a drain that outlives the grace ends the process with status 1.
 */
export async function runService(log: Log, start: () => Promise<Running>): Promise<Running> {
  let running: Running | null = null
  let stopping = false
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    // Without this handler the first process of a container would not even hear a signal while it waits for its stores.
    if (running === null) process.exit(0)
    const overdue = setTimeout(() => process.exit(1), graceSeconds * 1000)
    overdue.unref()
    running.close().then(
      () => log.info('stopped'),
      (error: unknown) => {
        log.error({ err: error }, 'stop failed')
        process.exitCode = 1
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  running = await start().catch((error: unknown) => {
    log.error({ err: error }, 'start failed')
    process.exitCode = 1
    throw error
  })
  giveBackMemory()
  return running
}

/** Starting leaves some megabytes behind that a process without traffic would keep, as nothing makes it collect them. */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as NodeJS.GCFunction // what that flag adds to every new context
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
