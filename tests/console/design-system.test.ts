import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { findChromium, openBrowser } from '#support/browser.ts'
import { until } from '#support/until.ts'
import { skip } from './console.ts'

const consoleFolder = join(import.meta.dirname, '..', '..', 'services', 'console')
const address = 'http://gallery.localhost'

/** Each part by itself, as `services/console/gallery` shows it. */
describe('the design system', { skip }, () => {
  let folder: string
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'basalt-gallery-'))
    const vite = join(consoleFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const options = ['--config', 'vite.config.ts', '--base', './', '--outDir', folder, '--emptyOutDir']
    await promisify(execFile)(process.execPath, [vite, 'build', 'gallery', ...options], {
      cwd: consoleFolder,
      timeout: 60_000,
    })
    browser = await openBrowser(findChromium() ?? '')
    page = await open({ width: 1200, dark: false })
  })
  after(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const open = async ({ width, dark }: { readonly width: number; readonly dark: boolean }): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const opened = await context.newPage()
    opened.setDefaultTimeout(10_000)
    opened.on('pageerror', ({ message }) => void complaints.push(message))
    await opened.route(`${address}/**`, (route) =>
      route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }),
    )
    await opened.goto(`${address}/index.html`)
    await opened.getByRole('heading', { level: 1 }).waitFor()
    return opened
  }
  const output = (label: string): Promise<string> => page.getByRole('status', { name: label }).innerText()
  const says = (label: string, text: string): Promise<unknown> =>
    until(async () => (await output(label)) === text, { what: `${label}: ${text}` })

  it('has buttons and menus that work by mouse and keyboard', async () => {
    for (const [name, said] of [
      ['Primary', 'primary'],
      ['Plain', 'plain'],
      ['Danger', 'danger'],
      ['Edit it', 'icon'],
    ] as const) {
      await page.getByRole('button', { name, exact: true }).click()
      await says('Pressed', said)
    }
    assert.equal(await page.getByRole('button', { name: 'Busy' }).isDisabled(), true)
    await page.getByRole('button', { name: 'Menu' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('[role=menuitem]:focus').getByText('First').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('[role=menuitem]:focus').getByText('Last').waitFor()
    await page.keyboard.press('Enter')
    await says('Pressed', 'last')
  })

  it('keeps what was typed when the server refuses it, and says why', async () => {
    await page.getByLabel('Short').fill('wrong')
    await page.getByLabel('Long').fill('a letter')
    await page.getByLabel('Colour').selectOption('blue')
    await page.getByLabel('Switch').focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Check').click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('alert').getByText('That is wrong.').waitFor()
    assert.equal(await page.getByLabel('Short').inputValue(), 'wrong')
    await page.getByLabel('Short').fill('right')
    await page.getByRole('button', { name: 'Send' }).click()
    const sent = { text: 'right', long: 'a letter', colour: 'blue', on: true, checked: true }
    assert.deepEqual(JSON.parse(await output('Sent')), sent)
    const hint = await page.getByLabel('Short').getAttribute('aria-describedby')
    assert.equal(await page.locator(`[id="${hint}"]`).innerText(), 'A few words.')
  })

  it('asks before it destroys, and gives the focus back', async () => {
    const ask = page.getByRole('button', { name: 'Ask' })
    await ask.click()
    const dialog = page.getByRole('dialog', { name: 'Delete it' })
    const confirm = dialog.getByRole('button', { name: 'Delete', exact: true })
    assert.equal(await confirm.isDisabled(), true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await until(() => ask.evaluate((button) => button.matches(':focus')), { what: 'the focus' })
    await ask.click()
    await dialog.getByRole('textbox').fill('basalt')
    await confirm.click()
    await dialog.waitFor({ state: 'detached' })
    await says('Done', 'deleted')
  })

  it('closes a dialog only once what it sends was taken', async () => {
    await page.getByRole('button', { name: 'Fill in' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make one' })
    await dialog.getByLabel('Its name').fill('taken')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.getByRole('alert').getByText('It is taken.').waitFor()
    await dialog.getByLabel('Its name').fill('free')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.waitFor({ state: 'detached' })
    await says('Done', 'free')
    await page.getByRole('button', { name: 'Tell' }).click()
    await page.getByText('It is done.', { exact: true }).waitFor()
  })

  it('pages and searches lists', async () => {
    const table = page.getByRole('table', { name: 'Rows' })
    await page.getByText('1–25 of 60').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Previous page' }).isDisabled(), true)
    await page.getByRole('button', { name: 'Next page' }).click()
    await table.getByText('Row 26', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByText('51–60 of 60').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Next page' }).isDisabled(), true)
    await page.getByRole('button', { name: 'Previous page' }).click()
    await page.getByRole('button', { name: 'Previous page' }).click()
    await page.getByLabel('Search rows').fill('Row 60')
    await table.getByText('Row 60').waitFor()
    assert.equal(await page.getByRole('navigation', { name: 'Pages' }).count(), 0)
  })

  it('writes permissions as the API has them', async () => {
    const editor = page.getByRole('table', { name: 'Permissions' })
    await editor.getByRole('row').filter({ hasText: 'any' }).getByRole('checkbox').nth(0).click()
    assert.match(await output('Permissions are'), /create\("any"\)/)
  })

  it('copies, and shows one language at a time', async () => {
    await page.getByRole('button', { name: 'Copy the command' }).click()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'npm start')
    assert.equal(await page.getByText('second()').isVisible(), false)
    await page.getByRole('tab', { name: 'Two' }).click()
    await page.getByText('second()').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await says('Tries', '1')
    await page.getByRole('img', { name: /Requests/ }).waitFor()
  })

  for (const [name, options] of [
    ['light and wide', { width: 1200, dark: false }],
    ['dark and 360 pixels wide', { width: 360, dark: true }],
  ] as const) {
    it(`is open to everybody: ${name}`, async () => {
      const opened = await open(options)
      await opened.evaluate(axe.source)
      const faults = await opened.evaluate<readonly { id: string; nodes: { html: string }[] }[]>(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations)`,
      )
      assert.deepEqual(
        faults.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
        [],
      )
      const tooWide = await opened.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      assert.ok(tooWide <= 0, `${tooWide} pixels too wide`)
    })
  }

  it('fails nowhere', () => assert.deepEqual(complaints, []))
})
