import type { BasaltError } from '@basalt/types'

/** Marks an answer as one for people: its errors are pages. */
export const pageType = 'text/html; charset=UTF-8'

/** The page needs nothing from anywhere, and nobody may frame it. */
export const pageHeaders = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
} as const

/** An error for people who came by a link and see it in their browser. */
export function errorPage({ status, type, message }: BasaltError): string {
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${status} – ${escaped(type)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem}code{color:#666}</style>
<h1>This did not work</h1>
<p>${escaped(message)}</p>
<p><code>${status} ${escaped(type)}</code></p>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
