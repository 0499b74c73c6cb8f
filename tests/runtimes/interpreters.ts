import { createRequire } from 'node:module'
import { delimiter, dirname } from 'node:path'

const packaged = ['@deno/linux-x64-glibc/deno', '@oven/bun-linux-x64-baseline/bin/bun']
let brought = false

/** Puts the interpreters that come as packages, where this machine can run them, in front of the PATH. */
export function bringInterpreters(): void {
  if (brought) return
  brought = true
  const { resolve } = createRequire(import.meta.url)
  const folders = packaged.flatMap((file) => {
    try {
      return [dirname(resolve(file))]
    } catch {
      return [] // of another kind of machine
    }
  })
  process.env['PATH'] = [...folders, process.env['PATH']].join(delimiter)
}
