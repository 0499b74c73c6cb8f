import type { ServerResponse } from 'node:http'
import { sep } from 'node:path'
import { type Express, static as files } from 'express'
import { returnHeaders, returnPage, returnPaths } from './return-page.ts'

/** The built console, where this process serves it: one page for every screen, which may run no foreign script. */
export function servePages(app: Express, consoleFolder: string | null): void {
  app.get('/', (_request, response) => response.redirect(301, '/console'))
  app.get(returnPaths, (_request, response) => response.set(returnHeaders()).send(returnPage))
  if (consoleFolder === null) return
  const headers = {
    'Content-Security-Policy':
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src *",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
  }
  const setHeaders = (response: ServerResponse, path: string): void => {
    response.setHeaders(new Headers(headers))
    // Names of assets change with their content.
    const caching = path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'
    response.setHeader('Cache-Control', caching)
  }
  app.use('/console', files(consoleFolder, { redirect: false, setHeaders }))
  app.get(/^\/console(?:\/|$)/, (_request, response) => {
    response.setHeaders(new Headers(headers))
    response.sendFile('index.html', { root: consoleFolder, headers: { 'Cache-Control': 'no-cache' } })
  })
}
