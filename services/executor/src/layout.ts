import type { BuildJob } from './driver.ts'

/** Where things lie for functions and builds, whatever the driver. The open-runtimes contract names the first two. */
export const serverFolder = '/usr/local/server/src'
export const buildFolder = '/usr/local/build'
export const homeFolder = '/home/build'
export const socketFolder = '/run/function'
export const socketPath = `${socketFolder}/http`

/** With which a build ends that leaves nothing. */
export const emptyCode = 3

export const maxFiles = 500_000
/** Of what a process prints and nobody has asked for yet. */
export const outputCharacters = 100_000

const megabyte = 1024 * 1024

/** What a function may use beside its specification, and a build beside that of its function. */
export const functionLimits = { processes: 64, temporaryMb: 64, maxFileBytes: 64 * megabyte } as const
export const buildLimits = { processes: 512, temporaryMb: 512 } as const

/** `outputDirectory` is checked to lie below the build's folder by where `cd` leads. */
export function packing(outputDirectory: string): string {
  const quoted = `'./${outputDirectory.replaceAll("'", `'\\''`)}'`
  return [
    `cd -P ${quoted} 2>/dev/null || exit ${emptyCode}`,
    `case "$PWD/" in ${buildFolder}/*) ;; *) exit ${emptyCode} ;; esac`,
    `[ -n "$(ls -A)" ] || exit ${emptyCode}`,
    'exec tar -czf - .',
  ].join('\n')
}

/** The user's commands and those that the language needs after them, as one script that ends with the first that fails. */
export function commandsOf({ commands, runtime }: BuildJob): string {
  const lines = [commands, runtime.compileCommand].filter((line) => line !== '')
  // One stream keeps what commands say in the order in which they say it.
  return lines.length === 0 ? '' : ['set -e', 'exec 2>&1', ...lines].join('\n')
}
