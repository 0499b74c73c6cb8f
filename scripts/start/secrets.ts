import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../progress.mjs'

export type Secrets = { readonly BASALT_SECRET: string; readonly MARIADB_PASSWORD: string }

/** The secrets of this folder, made at the first start. Whoever loses the file loses what is encrypted with it. */
export function openSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json')
  const kept = readSecrets(file)
  if (kept !== null) return kept
  const fresh = { BASALT_SECRET: random(), MARIADB_PASSWORD: random() }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true })
  try {
    // A link appears whole or not at all, and never replaces a file that somebody else has just made.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readSecrets(file) ?? fresh
}

function readSecrets(file: string): Secrets | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  chmodSync(file, 0o600)
  const damaged = new Problem(`${file} is damaged. Restore it from a backup; a new one cannot read the old data.`)
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    throw damaged
  }
  if (!isSecrets(found)) throw damaged
  return found
}

function isSecrets(value: unknown): value is Secrets {
  if (typeof value !== 'object' || value === null) return false
  const { BASALT_SECRET: secret, MARIADB_PASSWORD: password } = value as Partial<Record<string, unknown>>
  return typeof secret === 'string' && secret.length >= 32 && typeof password === 'string' && password.length >= 16
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
