import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { t } from '#texts'
import { FormDialog } from '#ui/dialog.tsx'
import { SelectField, TextArea } from '#ui/field.tsx'
import { archiveOf } from './archive.ts'
import { languageOf, type TemplateName } from './templates.ts'

const names = Object.keys(t.functions.templates) as TemplateName[]

type Props = {
  readonly fn: Result<'functions.get'>
  readonly onDeploy: (archive: File) => Promise<void>
  readonly onClose: () => void
}

/** Writes a function of one file in the browser. */
export function CodeEditor({ fn, onDeploy, onClose }: Props) {
  const language = languageOf(fn.runtime)
  const file = fn.entrypoint || (language?.file ?? 'main')
  const [template, setTemplate] = useState<TemplateName>('hello')
  const [text, setText] = useState(language?.code.hello ?? '')
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
      {language && (
        <SelectField
          label={t.functions.template}
          value={template}
          onChange={(name) => {
            setTemplate(name)
            setText(language.code[name])
          }}
          options={names.map((value) => ({ value, label: t.functions.templates[value] }))}
        />
      )}
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
