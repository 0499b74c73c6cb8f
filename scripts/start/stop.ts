import { whenLauncherIsGone } from '../parent.mjs'

/** npm hands on the signal that the terminal has sent to us as well: the second of such a pair is no second wish. */
const sameWishMs = 1000

/** Resolves at the first wish to stop: Ctrl-C, SIGTERM, a closed terminal, a killed launcher. A second Ctrl-C leaves at once. */
export function stopWished(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | null = null
    const wish = (): void => {
      const now = performance.now()
      if (firstAt !== null && now - firstAt > sameWishMs) process.exit(1)
      firstAt ??= now
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish)
    whenLauncherIsGone(resolve)
  })
}
