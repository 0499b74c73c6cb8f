import { createHash } from 'node:crypto'

/** Where sign-ins end for apps that have no page of their own: those on phones and desktops. */
export const returnPaths = ['/console/auth/oauth2/success', '/console/auth/oauth2/failure', '/console/auth/magic-url']

/** Hands what the URL carries to the app, which has registered the scheme of its project with the system. */
export const returnScript = `
const project = new URLSearchParams(location.search).get('project') ?? ''
if (/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/.test(project)) location.replace('appwrite-callback-' + project + '://' + location.search)
`

export const returnPage = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>Back to the app</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem}</style>
<h1>Back to the app</h1>
<p>You can close this page if the app does not open by itself.</p>
<script>${returnScript}</script>
</html>
`

/** Nothing runs on the page but its own script, and nobody keeps or frames it: its URL may hold a session. */
export function returnHeaders(): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(returnScript).digest('base64')
  return {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}
