import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { type AppSettings, useApp } from './app.ts'

const require = createRequire(import.meta.url)
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
const flags = [
  ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
].flat()

/** The Chromium of this machine, or null. */
export function findChromium(): string | null {
  return places.find((path) => existsSync(path)) ?? null
}

/** Lets two people use the app in a real browser, in a page on localhost that loads the SDK's own browser build. */
export async function useAppInBrowser(
  executablePath: string,
  sdk: 'appwrite' | 'appwrite-latest',
  settings: AppSettings,
): Promise<readonly string[]> {
  const build = await readFile(join(dirname(require.resolve(`${sdk}/package.json`)), 'dist/iife/sdk.js'))
  await using page = await servePage(build)
  const browser = await chromium.launch({ executablePath, args: flags })
  try {
    const tab = await browser.newPage()
    await tab.goto(page.address)
    // The type stripper leaves plain JavaScript behind, which is what the page is given.
    const seen = await tab.evaluate(`(${useApp.toString()})(globalThis.Appwrite, ${JSON.stringify(settings)})`)
    return seen as readonly string[] // what `useApp` returns
  } finally {
    await browser.close()
  }
}

async function servePage(build: Buffer): Promise<{ readonly address: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    if (request.url === '/sdk.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(build)
    else if (request.url === '/')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script src="/sdk.js"></script>')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    address: `http://localhost:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
