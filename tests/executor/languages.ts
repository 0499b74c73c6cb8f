import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Readable } from 'node:stream'
import { languages } from '../runtimes/languages.ts'
import { build, type Executor, type Files, run, startExecutor } from './executor.ts'

type Sample = {
  readonly file: string
  readonly source: string
  /** Beside the file, by their paths. */
  readonly more?: Files
  readonly commands: string
  readonly made: string
}

/** Functions that answer with what their build has left in the folder where packages are looked for. */
const samples: Readonly<Record<string, Sample>> = {
  python: {
    file: 'main.py',
    source: 'import made\n\ndef main(context):\n    context.log("python")\n    return context.res.text(made.word)\n',
    commands: 'mkdir -p "$PIP_TARGET" && echo "word = \'installed\'" > "$PIP_TARGET/made.py"',
    made: 'installed',
  },
  deno: {
    file: 'main.ts',
    source: `import { word } from './made.ts'\nexport default ({ res, log }: any) => {\n  log('deno')\n  return res.text(word)\n}\n`,
    commands: `echo "export const word: string = 'built'" > made.ts && deno cache main.ts && [ -d .deno ]`,
    made: 'built',
  },
  bun: {
    file: 'main.ts',
    source: `import { word } from 'made'\nexport default ({ res, log }: any) => {\n  log('bun')\n  return res.text(word)\n}\n`,
    commands: `bun --version && mkdir -p node_modules/made && echo "exports.word = 'installed'" > node_modules/made/index.js`,
    made: 'installed',
  },
  php: {
    file: 'main.php',
    source:
      "<?php\nreturn function ($context) {\n    $context->log('php');\n    return $context->res->text(made());\n};\n",
    commands: `mkdir vendor && echo '<?php function made() { return "installed"; }' > vendor/autoload.php`,
    made: 'installed',
  },
  go: {
    file: 'src/main.go',
    source: `package handler

import (
	"example.org/made"
	"github.com/open-runtimes/types-for-go/v4/openruntimes"
)

func Main(Context openruntimes.Context) openruntimes.Response {
	Context.Log("go")
	return Context.Res.Text(made.Word)
}
`,
    more: {
      'go.mod': `module example.org/fn

go 1.18

require (
	example.org/made v1.0.0
	github.com/open-runtimes/types-for-go/v4 v4.0.1
)

replace example.org/made => ./packages/made
`,
      'packages/made/go.mod': 'module example.org/made\n\ngo 1.18\n',
      'packages/made/made.go': 'package made\n\nconst Word = "installed"\n',
    },
    commands: '',
    made: 'installed',
  },
  ruby: {
    file: 'main.rb',
    source: "def main(context)\n  context.log('ruby')\n  context.res.text(File.read('made.txt'))\nend\n",
    commands: 'printf built > made.txt',
    made: 'built',
  },
}

/** What holds for every language, in processes and in containers; `missing` says why one cannot be tested. */
export function languageTests(missingOf: (language: (typeof languages)[number]) => string | false): void {
  describe('an executor', () => {
    let executor: Executor
    before(async () => {
      executor = await startExecutor()
    })
    after(() => executor[Symbol.asyncDispose]())

    for (const language of languages) {
      const { runtime } = language
      const sample = samples[runtime.key]
      if (!sample) continue
      it(`builds and runs functions in ${runtime.name}`, { skip: missingOf(language) }, async () => {
        const { file, source, more = {}, commands, made } = sample
        const settings = { runtime: runtime.id, entrypoint: file, timeoutSeconds: 300 }
        const job = { ...settings, commands, maxOutputBytes: 100_000_000 } // what a compiler writes on the way counts
        const { output } = await build(executor, `built-${runtime.key}`, { [file]: source, ...more }, job)
        const { statusCode, body, logs, errors } = await run(
          executor,
          `run-${runtime.key}`,
          {},
          { ...settings, code: () => Readable.from([output]) },
        )
        assert.deepEqual([statusCode, body.toString(), logs, errors], [200, made, runtime.key, ''])
      })
    }
  })
}
