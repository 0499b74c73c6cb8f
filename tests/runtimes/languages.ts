import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runtimes, type Runtime } from '@basalt/runtimes'

type Language = {
  readonly runtime: Runtime
  /** Folder of the fixture, as it is deployed. */
  readonly folder: string
  readonly entrypoint: string
  /** Why it cannot be tested here; false when it can. */
  readonly missing: string | false
  /** Code with a mistake, and what its author should read about it. */
  readonly broken: { readonly file: string; readonly source: string; readonly reason: RegExp }
}

type Fixture = { readonly key: string; readonly entrypoint: string; readonly broken: Language['broken'] }

const fixtures: readonly Fixture[] = [
  {
    key: 'node',
    entrypoint: 'main.cjs',
    broken: {
      file: 'broken.mjs',
      source: 'export default () => {\n  return (;\n}\n',
      reason: /broken\.mjs:2[^]*SyntaxError/,
    },
  },
  {
    key: 'python',
    entrypoint: 'main.py',
    broken: {
      file: 'broken.py',
      source: 'def main(context):\n    return (;\n',
      reason: /broken\.py", line 2[^]*SyntaxError/,
    },
  },
  {
    key: 'ruby',
    entrypoint: 'main.rb',
    broken: {
      file: 'broken.rb',
      source: 'def main(context)\n  return (;\nend\n',
      reason: /broken\.rb:[23][^]*syntax error/i,
    },
  },
]

export const languages: readonly Language[] = fixtures.map(({ key, ...rest }) => {
  const runtime = runtimes.findLast((candidate) => candidate.key === key)
  if (!runtime) throw new Error(`no runtime ${key}`)
  return { ...rest, runtime, folder: join(import.meta.dirname, 'fixtures', key), missing: missingOf(runtime) }
})

function missingOf({ programs }: Runtime): string | false {
  const places = (process.env['PATH'] ?? '').split(delimiter)
  const absent = programs.filter((name) => !places.some((place) => existsSync(join(place, name))))
  return absent.length > 0 && `${absent.join(', ')} cannot be installed here`
}
