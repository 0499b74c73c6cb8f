import { join } from 'node:path'
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core'
import { findChromium, openBrowser } from '#support/browser.ts'
import { aServer, type TestServer } from '#support/server.ts'

export const folder = join(import.meta.dirname, '..', '..', 'services', 'console', 'dist')
const patienceMs = 10_000

/** Why the tests of the console are left out on this machine; false when they can run. */
export const skip = findChromium() === null ? 'Chromium is not installed here' : false

/** The console in a browser, with a server of its own. */
export type Console = {
  readonly server: TestServer
  /** Another person: a page without cookies. */
  visitor(options?: { readonly width?: number; readonly dark?: boolean }): Promise<Visitor>
  close(): Promise<void>
}

export type Visitor = {
  readonly page: Page
  /** What the browser's console has said that should not be there. */
  readonly complaints: readonly string[]
  open(path: string): Promise<void>
  signUp(name: string, email: string): Promise<void>
  signIn(email: string): Promise<void>
  /** Makes an organisation and a project, after signing up. @returns the project's id */
  firstProject(): Promise<string>
}

export const password = 'correct horse battery'

export async function openConsole(environment: Readonly<Record<string, string>> = {}): Promise<Console> {
  const server = await aServer({ BASALT_CONSOLE_FOLDER: folder, ...environment })
  const browser = await openBrowser(findChromium() ?? '')
  return {
    server,
    visitor: (options) => visit(browser, server.origin.replace('127.0.0.1', 'localhost'), options),
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

async function visit(
  browser: Browser,
  origin: string,
  { width = 1440, dark = false }: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) complaints.push(`${page.url()}: ${message.text()}`)
  })
  const open = async (path: string): Promise<void> => {
    await page.goto(`${origin}/console${path}`)
  }
  const fillAndSend = async (fields: Readonly<Record<string, string>>, button: string): Promise<void> => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByRole('button', { name: button, exact: true }).click()
  }
  return {
    page,
    complaints,
    open,
    async signUp(name, email) {
      await open('/sign-up')
      await fillAndSend({ 'Your name': name, 'E-mail': email, Password: password }, 'Create account')
      await page.waitForURL(/\/(?:welcome|organisations)/)
    },
    async firstProject() {
      await page.getByLabel('Organisation').fill('Navy')
      await page.getByLabel('Project').fill('Compiler')
      await page.getByRole('button', { name: 'Create project' }).click()
      await page.getByRole('heading', { level: 1, name: 'Compiler' }).waitFor()
      return new URL(page.url()).pathname.split('/')[3] ?? ''
    },
    async signIn(email) {
      await open('/sign-in')
      await fillAndSend({ 'E-mail': email, Password: password }, 'Sign in')
      await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    },
  }
}

/** The browser logs every answer with 4xx; that nobody is signed in yet is one. */
function isRefusal(message: ConsoleMessage): boolean {
  return /status of 4\d\d/.test(message.text())
}
