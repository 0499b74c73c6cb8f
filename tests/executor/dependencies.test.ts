import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Readable } from 'node:stream'
import { absentPrograms, languages } from '../runtimes/languages.ts'
import { build, type Executor, type Files, run, startExecutor } from './executor.ts'

type Project = { readonly entrypoint: string; readonly commands: string; readonly files: Files }

/** Functions with a package beside them, as each language names such, which its own tool installs without a registry. Go's is in languages.ts. */
const projects: Readonly<Record<string, Project>> = {
  node: {
    entrypoint: 'main.js',
    commands: 'npm install --offline --no-audit --no-fund',
    files: {
      'main.js': `module.exports = ({ res }) => res.text(require('made'))`,
      'package.json': JSON.stringify({ name: 'fn', version: '1.0.0', dependencies: { made: 'file:./packages/made' } }),
      'packages/made/package.json': JSON.stringify({ name: 'made', version: '1.0.0' }),
      'packages/made/index.js': `module.exports = 'installed'`,
    },
  },
  bun: {
    entrypoint: 'main.ts',
    commands: 'bun install',
    files: {
      'main.ts': `import made from 'made'\nexport default ({ res }: any) => res.text(made)`,
      'package.json': JSON.stringify({ name: 'fn', version: '1.0.0', dependencies: { made: 'file:./packages/made' } }),
      'packages/made/package.json': JSON.stringify({ name: 'made', version: '1.0.0' }),
      'packages/made/index.js': `module.exports = 'installed'`,
    },
  },
  python: {
    entrypoint: 'main.py',
    commands: 'pip install --no-index --no-build-isolation -r requirements.txt',
    files: {
      'main.py': 'import made\n\ndef main(context):\n    return context.res.text(made.word)\n',
      'requirements.txt': './packages/made\n',
      'packages/made/setup.py':
        'from setuptools import setup\n\nsetup(name="made", version="1.0", py_modules=["made"])\n',
      'packages/made/made.py': 'word = "installed"\n',
    },
  },
  php: {
    entrypoint: 'main.php',
    commands: 'composer install',
    files: {
      'main.php': '<?php\nreturn fn ($context) => $context->res->text(\\Made\\word());\n',
      'composer.json': JSON.stringify({
        repositories: [{ type: 'path', url: './packages/made' }, { 'packagist.org': false }],
        require: { 'made/made': '*' },
      }),
      'packages/made/composer.json': JSON.stringify({
        name: 'made/made',
        version: '1.0.0',
        autoload: { files: ['made.php'] },
      }),
      'packages/made/made.php': '<?php\nnamespace Made;\nfunction word() { return "installed"; }\n',
    },
  },
  ruby: {
    entrypoint: 'main.rb',
    commands: 'bundle install --local',
    files: {
      'main.rb': `require 'made'\ndef main(context)\n  context.res.text(MADE)\nend\n`,
      Gemfile: `gem 'made', path: 'packages/made'\n`,
      'packages/made/made.gemspec': `Gem::Specification.new('made', '1.0.0') { |s| s.summary = 'x'; s.authors = ['x']; s.files = ['lib/made.rb'] }\n`,
      'packages/made/lib/made.rb': `MADE = 'installed'\n`,
    },
  },
}

describe('a build', () => {
  let executor: Executor
  before(async () => {
    executor = await startExecutor()
  })
  after(() => executor[Symbol.asyncDispose]())

  for (const { runtime } of languages) {
    const project = projects[runtime.key]
    if (!project) continue
    const [tool = ''] = project.commands.split(' ')
    const missing = absentPrograms([...runtime.programs, tool])
    it(`installs what functions in ${runtime.name} depend on`, { skip: missing }, async () => {
      const { files, commands, entrypoint } = project
      const settings = { runtime: runtime.id, entrypoint, timeoutSeconds: 300 }
      const { output } = await build(executor, `installs-${runtime.key}`, files, { ...settings, commands })
      const code = (): Readable => Readable.from([output])
      const { body, errors } = await run(executor, `installed-${runtime.key}`, {}, { ...settings, code })
      assert.deepEqual([body.toString(), errors], ['installed', ''])
    })
  }
})
