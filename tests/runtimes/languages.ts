import { join } from 'node:path'
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
]

export const languages: readonly Language[] = fixtures.map(({ key, ...rest }) => {
  const runtime = runtimes.findLast((candidate) => candidate.key === key)
  if (!runtime) throw new Error(`no runtime ${key}`)
  return { ...rest, runtime, folder: join(import.meta.dirname, 'fixtures', key), missing: false }
})
