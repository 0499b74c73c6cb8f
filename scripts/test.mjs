#!/usr/bin/env node
// `npm test`: brings the tools, then hands over to testing/main.ts on Node 24.
import { handedOver } from './parent.mjs'
import { createProgress } from './progress.mjs'
import { handOver, prepareToolchain, root } from './toolchain.mjs'

const progress = createProgress()
try {
  if (!handedOver) progress.title('Basalt tests')
  const toolchain = await prepareToolchain(progress)
  if (toolchain.node !== process.execPath) process.exit(await handOver(toolchain))
  process.chdir(root)
  process.env.PATH = toolchain.env.PATH
  const { main } = await import('./testing/main.ts')
  process.exit(await main(root, process.argv.slice(2), progress))
} catch (error) {
  progress.fail(error)
  process.exit(1)
}
