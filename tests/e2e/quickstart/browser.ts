import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { openBrowser, servePage } from '#support/browser.ts'
import { type AppSettings, useApp } from './app.ts'

const require = createRequire(import.meta.url)

/** Lets two people use the app in a real browser, in a page on localhost that loads the SDK's own browser build. */
export async function useAppInBrowser(
  executablePath: string,
  sdk: 'appwrite' | 'appwrite-latest',
  settings: AppSettings,
): Promise<readonly string[]> {
  const build = await readFile(join(dirname(require.resolve(`${sdk}/package.json`)), 'dist/iife/sdk.js'))
  await using page = await servePage(build)
  const browser = await openBrowser(executablePath)
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
