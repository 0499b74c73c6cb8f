import { readFileSync } from 'node:fs'

const pollMs = 200

/** True in the process that our own hand-over to a newer Node started. Read once, and not passed on to children. */
export const handedOver = process.env.BASALT_HANDED_OVER === '1'
delete process.env.BASALT_HANDED_OVER

/** True below npm, pnpm or a hand-over: the launcher waits for us, so without it nobody does. */
export const launched = handedOver || process.env.npm_lifecycle_event !== undefined

/**
 * Calls back once when the process that launched this one is gone, so that a killed `npm` leaves nothing behind.
 * A process started straight from a shell is left alone: it may outlive its terminal on purpose (nohup, setsid).
 */
export function whenLauncherIsGone(callback) {
  if (!launched) return
  const launcher = launcherPid()
  const timer = setInterval(() => {
    if (launcherPid() === launcher) return
    clearInterval(timer)
    callback()
  }, pollMs)
  timer.unref()
}

/** The parent, or its parent where npm runs us in `sh -c` and that shell stays in between. */
export function launcherPid() {
  if (handedOver || process.platform !== 'linux') return process.ppid
  try {
    const isShell = readFileSync(`/proc/${process.ppid}/cmdline`, 'latin1').split('\0')[1] === '-c'
    if (!isShell) return process.ppid
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return process.ppid
  }
}
