// Deno reads its first file as an ES module.
import { createRequire } from 'node:module'

createRequire(import.meta.url)('./plain-server.cjs')
