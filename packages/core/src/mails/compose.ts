import type { Wording } from '../wordings/index.ts'

export type Composed = { readonly subject: string; readonly html: string; readonly text: string }

/**
 * Fills in values, escaped in the body. A paragraph whose placeholders all stay empty
 * is left out, so that a wording can speak of what is not always there.
 */
export function compose(
  wording: Wording,
  variables: Readonly<Record<string, string>>,
  direction: 'ltr' | 'rtl',
): Composed {
  const body = withoutEmptyParagraphs(wording.message, variables)
  const message = fill(withMarks(body, '<strong>', '</strong>'), variables, escape)
  const subject = fill(withMarks(wording.subject, '', ''), variables, (value) => value).replaceAll(/[\r\n]+/g, ' ')
  return { subject, html: page(subject, message, direction), text: plainText(message) }
}

function fill(text: string, variables: Readonly<Record<string, string>>, show: (value: string) => string): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? show(variables[name] ?? '') : whole,
  )
}

/** `{{b}}` and `{{/b}}` make bold what is between them, where there is bold at all. */
function withMarks(text: string, start: string, end: string): string {
  return text.replaceAll('{{b}}', start).replaceAll('{{/b}}', end)
}

function withoutEmptyParagraphs(message: string, variables: Readonly<Record<string, string>>): string {
  return message.replaceAll(/<p\b[^>]*>.*?<\/p>/gs, (paragraph) => {
    const names = [...paragraph.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name = '']) =>
      name !== 'b' && Object.hasOwn(variables, name) ? [name] : [],
    )
    return names.length > 0 && names.every((name) => variables[name] === '') ? '' : paragraph
  })
}

/** The same words without marks: links keep their address. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<a\b[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs, '$2: $1')
    .replaceAll(/<br\s*\/?>/g, '\n')
    .replaceAll(/<\/(?:p|div|h[1-6]|li|tr)>/g, '\n\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function page(title: string, message: string, direction: 'ltr' | 'rtl'): string {
  return `<!doctype html>
<html dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
body { margin: 0; padding: 32px 16px; background: #f5f5f7; color: #1d1d1f; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 560px; margin: 0 auto; padding: 32px; background: #fff; border-radius: 12px }
.button { display: inline-block; padding: 10px 20px; border-radius: 8px; background: #1d1d1f; color: #fff; text-decoration: none }
.code { font-size: 32px; letter-spacing: 6px }
</style>
</head>
<body><main>${message}</main></body>
</html>
`
}
