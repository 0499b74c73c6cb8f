#!/usr/bin/env node
// `npm start`: brings the tools, then hands over to start/main.ts on Node 24.
import module from 'node:module'
import { join } from 'node:path'
import { handedOver } from './parent.mjs'
import { createProgress } from './progress.mjs'
import { handOver, prepareToolchain, root } from './toolchain.mjs'

const progress = createProgress()
try {
  if (!handedOver) progress.title('Basalt')
  const toolchain = await prepareToolchain(progress)
  if (toolchain.node !== process.execPath) process.exit(await handOver(toolchain))
  process.chdir(root)
  // Keeps compiled code, and TypeScript whose types are stripped: a faster start, and no compiler in memory.
  module.enableCompileCache(join(root, '.basalt', 'cache'))
  const { main } = await import('./start/main.ts')
  await main(root, progress)
} catch (error) {
  progress.fail(error)
  process.exit(1)
}
