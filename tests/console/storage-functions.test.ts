import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('files, functions and keys in the console', { skip }, () => {
  let console: Console
  let visitor: Visitor
  let page: Page
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'basalt-files-'))
    console = await openConsole()
    visitor = await console.visitor()
    ;({ page } = visitor)
    await visitor.signUp('Grace', 'grace@example.com')
    await visitor.firstProject()
  })
  after(async () => {
    await console.close()
    await rm(folder, { recursive: true })
  })

  it('uploads 20 MB in chunks, and gives them back as they were', async () => {
    const content = randomBytes(20_000_000)
    await writeFile(join(folder, 'large.bin'), content)
    await page.getByRole('link', { name: 'Storage' }).click()
    await page.getByRole('button', { name: 'New bucket' }).first().click()
    await page.getByLabel('Name').fill('Photos')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: 'Photos' }).click()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'large.bin'))
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 30_000 }),
      page.getByRole('link', { name: 'Download large.bin' }).click({ timeout: 30_000 }),
    ])
    assert.ok(content.equals(await readFile(await download.path())))
  })

  it('goes on with an upload where the connection broke', async () => {
    await writeFile(join(folder, 'broken.bin'), randomBytes(12_000_000))
    const ranges: string[] = []
    const isAway = { now: false }
    await page.route('**/files', async (route) => {
      const range = route.request().headers()['content-range']
      if (range !== undefined && !isAway.now) ranges.push(range)
      if (range?.startsWith('bytes 5242880-') && ranges.length === 2) isAway.now = true
      await (isAway.now ? route.abort('connectionrefused') : route.continue())
    })
    await page.locator('input[type=file]').setInputFiles(join(folder, 'broken.bin'))
    await page.getByText('The server cannot be reached.').waitFor({ timeout: 20_000 })
    isAway.now = false
    ranges.length = 0
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Download broken.bin' }).waitFor()
    await page.unroute('**/files')
    assert.deepEqual(ranges, ['bytes 5242880-10485759/12000000', 'bytes 10485760-11999999/12000000'])
  })

  it('shows pictures small, and texts of strangers as text', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "taken"</script></svg>'
    await writeFile(join(folder, '<img src=x onerror=document.title="taken">.svg'), svg)
    await page.locator('input[type=file]').setInputFiles(join(folder, '<img src=x onerror=document.title="taken">.svg'))
    const link = page.getByRole('link', { name: /^<img src=x/ })
    await link.waitFor()
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()])
    await opened.waitForLoadState().catch(() => undefined) // a download has no page
    assert.notEqual(await opened.title().catch(() => ''), 'taken')
    await opened.close()
    assert.notEqual(await page.title(), 'taken')
  })

  it('deletes a file after asking', async () => {
    await page.getByRole('button', { name: 'Delete large.bin' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click()
    await page.getByRole('link', { name: 'Download large.bin' }).waitFor({ state: 'detached' })
  })

  it('writes a function, watches its build, and runs it', async () => {
    await page.getByRole('link', { name: 'Functions' }).click()
    await page.getByRole('button', { name: 'New function' }).first().click()
    await page.getByLabel('Name').fill('Greeter')
    await page.getByLabel('Runtime').selectOption('node-22')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('button', { name: 'Write code' }).first().click()
    await page.getByLabel('Begin with').selectOption('job')
    assert.match(await page.getByLabel('main.js').inputValue(), /x-appwrite-trigger/)
    await page.getByLabel('Begin with').selectOption('hello')
    await page.getByRole('button', { name: 'Deploy' }).click()
    await page.getByText('ready', { exact: true }).waitFor({ timeout: 30_000 })
    await page.getByText('Active', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Build log' }).click()
    await page.getByLabel('Build log').last().waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('link', { name: 'Executions' }).click()
    await page.getByRole('button', { name: 'Run' }).first().click()
    await page.getByRole('textbox', { name: 'Path' }).fill('/?name=Grace')
    await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
    const dialog = page.getByRole('dialog', { name: 'Details' })
    assert.match(await dialog.getByLabel('Answer').innerText(), /"hello":\s*"Grace"/)
    assert.match(await dialog.getByLabel('Logs').innerText(), /called with/)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText('completed').waitFor()
  })

  it('keeps a secret variable to itself', async () => {
    await page.getByRole('link', { name: 'Variables' }).click()
    await page.getByRole('button', { name: 'New variable' }).first().click()
    await page.getByLabel('Key').fill('TOKEN')
    await page.getByLabel('Value').fill('not for eyes')
    await page.getByRole('checkbox', { name: 'Secret' }).check()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('TOKEN').waitFor()
    assert.equal(await page.getByText('not for eyes').count(), 0)
  })

  it('makes a key whose secret shows on request, and platforms and webhooks', async () => {
    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'New API key' }).first().click()
    await page.getByLabel('Name').fill('Server')
    await page.getByRole('checkbox', { name: 'users.read' }).check()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('button', { name: 'Show the secret of Server' }).click()
    await page.getByRole('button', { name: /^Copy Secret standard_/ }).waitFor()
    await page.getByRole('link', { name: 'Platforms' }).click()
    await page.getByRole('button', { name: 'New platform' }).first().click()
    await page.getByLabel('Name').fill('Site')
    await page.getByLabel('Host').fill('app.example.com')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('app.example.com').waitFor()
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByRole('button', { name: 'New webhook' }).first().click()
    await page.getByLabel('Name').fill('Mirror')
    await page.getByLabel('URL').fill('https://example.com/hook')
    await page.getByRole('textbox', { name: 'Events' }).fill('users.*.create')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: 'Mirror' }).click()
    await page.getByText('Nothing has been delivered yet').waitFor()
  })

  it('leaves no complaint in the browser', () => {
    // But of the connection that was cut on purpose.
    const others = visitor.complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))
    assert.deepEqual(others, [])
  })
})
