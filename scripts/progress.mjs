/** An error whose message is written for the person at the terminal; it is shown without a stack. */
export class Problem extends Error {
  name = 'Problem'
}

const slowMs = 800

/** Prints one line a finished step, with its time, and says what is going on when a step is slow. */
export function createProgress(out = process.stdout) {
  const styled = out.isTTY && !process.env.NO_COLOR
  const style = (code, text) => (styled ? `\u001b[${code}m${text}\u001b[0m` : text)
  const line = (text = '') => void out.write(`${text}\n`)
  return {
    line,
    title: (text) => line(`\n  ${style('1', text)}\n`),
    strong: (text) => style('1', text),
    /** `done` names the finished step, or makes its name from the result. */
    async step({ doing, done }, work) {
      const startedAt = performance.now()
      const notice = setTimeout(() => line(`  ${style('2', `… ${doing}`)}`), slowMs)
      try {
        const result = await work()
        const name = typeof done === 'function' ? done(result) : done
        if (name) line(`  ${style('32', '✓')} ${name.padEnd(34)} ${style('2', seconds(performance.now() - startedAt))}`)
        return result
      } finally {
        clearTimeout(notice)
      }
    },
    fail(error) {
      const text = error instanceof Problem || error?.name === 'ConfigError' ? error.message : (error?.stack ?? error)
      line(`\n  ${style('31', '✗')} ${String(text).replaceAll('\n', '\n    ')}\n`)
    },
  }
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`
}
