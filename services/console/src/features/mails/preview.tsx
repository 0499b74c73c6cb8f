import { t } from '#texts'

/** How the mail looks to who gets it. What was typed is no part of this page: its frame runs no script and leads nowhere. */
export function Preview({
  subject,
  message,
  values,
}: {
  readonly subject: string
  readonly message: string
  readonly values: Readonly<Record<string, string>>
}) {
  const body = fill(message.replaceAll('{{b}}', '<strong>').replaceAll('{{/b}}', '</strong>'), values, escape)
  return (
    <div className="grid gap-3">
      <p className="font-medium break-words">{fill(subject, values, (value) => value)}</p>
      <iframe
        title={t.mails.preview}
        sandbox=""
        srcDoc={`<!doctype html><style>${style}</style><main>${body}</main>`}
        className="h-[32rem] w-full rounded-md border border-line bg-white"
      />
    </div>
  )
}

/** As the server sends it (`packages/core/src/mails/compose.ts`). */
const style = `
body { margin: 0; padding: 24px 12px; background: #f5f5f7; color: #1d1d1f; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 560px; margin: 0 auto; padding: 24px; background: #fff; border-radius: 12px }
.button { display: inline-block; padding: 10px 20px; border-radius: 8px; background: #1d1d1f; color: #fff; text-decoration: none }
.code { font-size: 32px; letter-spacing: 6px }`

function fill(text: string, values: Readonly<Record<string, string>>, show: (value: string) => string): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : show(value)
  })
}

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
