import { globSync } from 'node:fs'
import { Problem } from '../progress.mjs'

export type Suite = {
  readonly name: string
  readonly files: readonly string[]
  /** Gets a MariaDB and a Redis of its own. */
  readonly stores: boolean
  readonly docker: boolean
  /** For how long no test may end before the run is given up. */
  readonly quietMinutes: number
}

const suite = (name: string, rest: Partial<Suite> = {}): Suite => ({
  name,
  files: [`tests/${name}/**/*.test.ts`],
  stores: true,
  docker: false,
  quietMinutes: 5,
  ...rest,
})

/** Every suite, in the order in which they run: the quick ones first. */
const suites: readonly Suite[] = [
  suite('unit', {
    files: ['{packages,services}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    stores: false,
  }),
  suite('runtimes', { stores: false }),
  suite('executor', { stores: false }),
  suite('contract'),
  suite('behaviour'),
  suite('e2e'),
  suite('console'),
  suite('start', { stores: false }),
  suite('fuzz'),
  suite('crash'),
  suite('containers', { stores: false, docker: true, quietMinutes: 30 }),
  suite('fleet', { stores: false, docker: true, quietMinutes: 30 }),
]

export type Plan = {
  readonly checks: boolean
  readonly requireDocker: boolean
  readonly runs: readonly { readonly suite: Suite; readonly files: readonly string[] }[]
}

/**
 * Reads the words after `npm test --`: names of suites, `quick` (checks and unit tests), `--require-docker`; any other
 * word keeps the test files whose path contains it. No suite means all, and the checks come with all and with `quick`.
 */
export function makePlan(words: readonly string[], root: string): Plan {
  const options = words.filter((word) => word.startsWith('-'))
  const unknown = options.find((option) => option !== '--require-docker')
  if (unknown !== undefined) throw new Problem(`${unknown} is no option of the tests; there is --require-docker.`)
  const names = words.filter((word) => word === 'quick' || suites.some(({ name }) => name === word))
  const filters = words.filter((word) => !options.includes(word) && !names.includes(word))
  const wanted = names.includes('quick') ? [...names, 'unit'] : names
  const runs = suites
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .map((chosen) => ({ suite: chosen, files: findFiles(chosen, filters, root) }))
  if (filters.length > 0 && runs.every(({ files }) => files.length === 0)) {
    throw new Problem(`No test file has "${filters.join('" or "')}" in its path. The suites: ${listOfNames()}.`)
  }
  return {
    checks: filters.length === 0 && (names.length === 0 || names.includes('quick')),
    requireDocker: options.includes('--require-docker'),
    runs: filters.length === 0 ? runs : runs.filter(({ files }) => files.length > 0),
  }
}

function findFiles({ files }: Suite, filters: readonly string[], root: string): readonly string[] {
  return globSync(files, { cwd: root })
    .filter((file) => filters.length === 0 || filters.some((word) => file.toLowerCase().includes(word.toLowerCase())))
    .toSorted()
}

function listOfNames(): string {
  return suites.map(({ name }) => name).join(', ')
}
