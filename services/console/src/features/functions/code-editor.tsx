import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { t } from '#texts'
import { FormDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/field.tsx'
import { archiveOf } from './archive.ts'

const starters: readonly { readonly runtime: RegExp; readonly file: string; readonly text: string }[] = [
  {
    runtime: /^(?:node|bun)-/,
    file: 'main.js',
    text: `module.exports = async ({ req, res, log }) => {
  log('called with ' + req.path)
  return res.json({ hello: req.query.name ?? 'world' })
}
`,
  },
  {
    runtime: /^deno-/,
    file: 'main.ts',
    text: `export default async ({ req, res }: any) => res.json({ hello: req.query.name ?? 'world' })
`,
  },
  {
    runtime: /^python-/,
    file: 'main.py',
    text: `def main(context):
    return context.res.json({"hello": context.req.query.get("name", "world")})
`,
  },
  {
    runtime: /^php-/,
    file: 'index.php',
    text: `<?php
return function ($context) {
    return $context->res->json(['hello' => $context->req->query['name'] ?? 'world']);
};
`,
  },
  {
    runtime: /^ruby-/,
    file: 'main.rb',
    text: `def main(context)
  context.res.json({ hello: context.req.query['name'] || 'world' })
end
`,
  },
]

type Props = {
  readonly fn: Result<'functions.get'>
  readonly onDeploy: (archive: File) => Promise<void>
  readonly onClose: () => void
}

/** Writes a function of one file in the browser. */
export function CodeEditor({ fn, onDeploy, onClose }: Props) {
  const starter = starters.find(({ runtime }) => runtime.test(fn.runtime))
  const file = fn.entrypoint || (starter?.file ?? 'main')
  const [text, setText] = useState(starter?.text ?? '')
  return (
    <FormDialog
      wide
      title={t.functions.write}
      lead={t.functions.writeLead(file)}
      submit={t.functions.deploy}
      disabled={text.trim() === ''}
      onClose={onClose}
      onSubmit={async () => onDeploy(await archiveOf({ [file]: text }))}
    >
      <TextArea
        bare
        label={file}
        rows={16}
        spellCheck={false}
        value={text}
        onChange={setText}
        className="font-mono text-sm"
      />
    </FormDialog>
  )
}
