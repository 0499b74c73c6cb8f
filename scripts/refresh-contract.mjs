#!/usr/bin/env node
// Copies the wire contract into the tests: node scripts/refresh-contract.mjs <folder with endpoints.json and golden/>
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [source] = process.argv.slice(2)
if (source === undefined) {
  console.error('Usage: node scripts/refresh-contract.mjs <folder with endpoints.json and golden/>')
  process.exit(1)
}
const target = fileURLToPath(new URL('../tests/contract/data/', import.meta.url))
const jsonIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json'))

let copied = 0
for (const folder of ['', 'golden']) {
  const names = jsonIn(join(source, folder))
  if (names.length === 0) throw new Error(`${join(source, folder)} holds no JSON files`)
  // What the source no longer has must not linger.
  rmSync(join(target, folder), { recursive: true, force: true })
  mkdirSync(join(target, folder), { recursive: true })
  for (const name of names) copyFileSync(join(source, folder, name), join(target, folder, name))
  copied += names.length
}
console.log(`${copied} files copied to ${target}`)
