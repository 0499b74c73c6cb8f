import { exec } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { runtimes, type Runtime } from '@basalt/runtimes'
import { bringInterpreters } from './interpreters.ts'

type Language = {
  readonly runtime: Runtime
  /** Folder of the fixture. */
  readonly folder: string
  readonly entrypoint: string
  /** Why it cannot be tested here; false when it can. */
  readonly missing: string | false
  /** Code with a mistake, and what its author should read about it. */
  readonly broken: { readonly file: string; readonly source: string; readonly reason: RegExp }
}

type Fixture = {
  readonly key: string
  /** Where it is not the key. */
  readonly folder?: string
  readonly entrypoint: string
  readonly broken: Language['broken']
}

bringInterpreters()

const fixtures: readonly Fixture[] = [
  {
    key: 'node',
    folder: 'javascript',
    entrypoint: 'main.mjs',
    broken: {
      file: 'broken.mjs',
      source: 'export default () => {\n  return (;\n}\n',
      reason: /broken\.mjs:2[^]*SyntaxError/,
    },
  },
  {
    key: 'deno',
    folder: 'javascript',
    entrypoint: 'main.ts',
    broken: { file: 'broken.ts', source: 'export default () => {\n  return (;\n}\n', reason: /broken\.ts:2/ },
  },
  {
    key: 'bun',
    folder: 'javascript',
    entrypoint: 'main.ts',
    broken: { file: 'broken.ts', source: 'export default () => {\n  return (;\n}\n', reason: /broken\.ts:2/ },
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
    key: 'php',
    entrypoint: 'main.php',
    broken: {
      file: 'broken.php',
      source: '<?php\nreturn function ($context) {\n    return (;\n};\n',
      reason: /ParseError: syntax error[^]*broken\.php:3/,
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
  {
    key: 'go',
    entrypoint: 'main.go',
    broken: {
      file: 'broken.go',
      source: 'package handler\nfunc Main() {\n  return (;\n}\n',
      reason: /broken\.go:3:\d+: syntax error/,
    },
  },
]

/** What is deployed: the folder itself, or, where the language is compiled, what its build makes of a copy. @throws what a build says */
export async function deploy(
  { runtime }: Pick<Language, 'runtime'>,
  source: string,
  entrypoint: string,
): Promise<string> {
  const { compileCommand, serverFolder } = runtime
  if (compileCommand === '') return source
  const folder = await mkdtemp(join(tmpdir(), 'basalt-compiled-'))
  await cp(source, folder, { recursive: true })
  const env = { ...process.env, OPEN_RUNTIMES_ENTRYPOINT: entrypoint }
  const command = compileCommand.replace('/usr/local/server/src', serverFolder)
  const failed = await promisify(exec)(`${command} 2>&1`, { cwd: folder, env }).then(
    () => null,
    (error: { readonly stdout: string }) => error.stdout,
  )
  if (failed === null) return folder
  await rm(folder, { recursive: true })
  throw new Error(failed)
}

export const languages: readonly Language[] = fixtures.map(({ key, folder = key, ...rest }) => {
  const runtime = runtimes.findLast((candidate) => candidate.key === key)
  if (!runtime) throw new Error(`no runtime ${key}`)
  return {
    ...rest,
    runtime,
    folder: join(import.meta.dirname, 'fixtures', folder),
    missing: absentPrograms(runtime.programs),
  }
})

/** Why something cannot be tested here that needs these programs; false when it can. */
export function absentPrograms(programs: readonly string[]): string | false {
  const places = (process.env['PATH'] ?? '').split(delimiter)
  const absent = programs.filter((name) => !places.some((place) => existsSync(join(place, name))))
  return absent.length > 0 && `${absent.join(', ')} cannot be installed here`
}
