import { execFile } from 'node:child_process'
import type { Outcome } from './run-suite.ts'

/** What is checked without running a line of the product. */
export const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'tsc', command: ['tsc', '--noEmit'] },
  { name: 'tsc console', command: ['tsc', '--noEmit', '-p', 'services/console'] },
  { name: 'oxlint', command: ['oxlint', '--deny-warnings'] },
  { name: 'oxfmt', command: ['oxfmt', '--check'] },
  { name: 'knip', command: ['knip'] },
]

const shownLines = 60

export async function runCheck(command: readonly string[], root: string): Promise<Outcome> {
  const [program = '', ...args] = command
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 5 * 60_000 }
  const failure = await new Promise<string | null>((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve(error === null ? null : `${stdout}${stderr}`.trim() || error.message)
    })
  })
  if (failure === null) return { passed: 1, failed: 0, skipped: 0, note: '' }
  const lines = failure.split('\n')
  process.stdout.write(`${lines.slice(0, shownLines).join('\n')}\n`)
  if (lines.length > shownLines) process.stdout.write(`… and ${lines.length - shownLines} lines more\n`)
  return { passed: 0, failed: 1, skipped: 0, note: `see \`${command.join(' ')}\`` }
}
