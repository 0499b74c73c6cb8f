import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '#support/until.ts'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('databases in the console', { skip }, () => {
  let console: Console
  let visitor: Visitor
  let page: Page
  const count = (rows: string) => page.getByText(rows, { exact: true }).waitFor()
  const cell = (row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`)

  before(async () => {
    console = await openConsole()
    visitor = await console.visitor()
    ;({ page } = visitor)
    await visitor.signUp('Grace', 'grace@example.com')
    await visitor.firstProject()
  })
  after(() => console.close())

  it('makes a database, a table, columns and an index', async () => {
    await page.getByRole('link', { name: 'Databases' }).click()
    await page.getByRole('button', { name: 'New database' }).first().click()
    await page.getByLabel('Name').fill('Main')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: 'Main' }).click()
    await page.getByRole('button', { name: 'New table' }).first().click()
    await page.getByLabel('Name').fill('Books')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const addColumn = async (kind: string, key: string, more: () => Promise<void> = async () => undefined) => {
      await page.getByRole('button', { name: 'New column' }).first().click()
      await page.getByLabel('Type').selectOption({ label: kind })
      await page.getByLabel('Key').fill(key)
      await more()
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByRole('cell', { name: key, exact: true }).waitFor()
    }
    await addColumn('Text', 'title', () => page.getByLabel('Required').check())
    await addColumn('Whole number', 'pages')
    await addColumn('True or false', 'lent')
    await addColumn('One of a list', 'shelf', () => page.getByRole('textbox', { name: 'Values' }).fill('north, south'))
    await page.getByRole('link', { name: 'Indexes' }).click()
    await page.getByRole('button', { name: 'New index' }).click()
    await page.getByLabel('Key').fill('by_pages')
    await page.getByRole('checkbox', { name: 'pages' }).check()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('cell', { name: 'by_pages', exact: true }).waitFor()
  })

  it('shows what the server refuses, and keeps what was typed', async () => {
    await page.getByRole('link', { name: 'Columns' }).click()
    await page.getByRole('button', { name: 'New column' }).click()
    await page.getByLabel('Key').fill('title')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Key').inputValue(), 'title')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })

  it('imports 1,000 rows of CSV, and exports them again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'basalt-csv-'))
    const lines = Array.from(
      { length: 1000 },
      (_, at) => `"Book, ${at}",${at},${at % 2 === 0},${at % 3 === 0 ? 'north' : ''}`,
    )
    await writeFile(join(folder, 'books.csv'), `title,pages,lent,shelf\n${lines.join('\n')}\n`)
    await page.getByRole('link', { name: 'Rows' }).click()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'books.csv'))
    await count('1,000 rows')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    const exported = await readFile(await download.path(), 'utf8')
    assert.equal(exported.trim().split('\r\n').length, 1001)
    assert.match(exported, /,"Book, 999",999,false,north\r\n/)
    await rm(folder, { recursive: true })
  })

  it('filters, sorts and edits in place with the keyboard', async () => {
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Column').selectOption('pages')
    await page.getByLabel('Condition').selectOption({ label: 'is at least' })
    await page.getByLabel('Value', { exact: true }).fill('990')
    await page.getByRole('button', { name: 'Add filter' }).click()
    await count('10 rows')
    await page.getByRole('columnheader', { name: 'pages' }).getByRole('button').click()
    await page.getByRole('columnheader', { name: 'pages' }).getByRole('button').click()
    await until(async () => (await cell(0, 2).innerText()) === '999')
    await cell(0, 1).click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'title' }).fill('The last one')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'lent' }).selectOption('true')
    await page.keyboard.press('Enter')
    await until(async () => (await cell(0, 1).innerText()) === 'The last one')
    await page.reload()
    await page.getByRole('button', { name: 'Filter' }).waitFor()
    await count('1,000 rows')
  })

  it('pastes cells, and says what cannot be', async () => {
    await cell(0, 1).click()
    await page.evaluate(`navigator.clipboard.writeText('Pasted\\t12\\nBelow\\tmany')`)
    await page.keyboard.press('Control+V')
    await until(async () => (await cell(0, 1).innerText()) === 'Pasted' && (await cell(1, 1).innerText()) === 'Below')
    assert.equal(await cell(0, 2).innerText(), '12')
    assert.match(await page.getByRole('alert').innerText(), /pages must be a number/)
  })

  it('scrolls to the end of a long table', async () => {
    await cell(0, 1).click()
    await page.keyboard.press('Control+End')
    await page.locator('[data-cell^="999:"]').first().waitFor()
  })

  it('edits a row as JSON, and deletes what is selected', async () => {
    await page.keyboard.press('Control+Home')
    await cell(0, 0).getByRole('button').click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const text = await page.getByRole('textbox', { name: 'JSON' }).inputValue()
    await page.getByRole('textbox', { name: 'JSON' }).fill(text.replace('"Pasted"', '"By hand"'))
    await page.getByRole('button', { name: 'Save' }).click()
    await until(async () => (await cell(0, 1).innerText()) === 'By hand')
    await page.getByRole('row').nth(1).getByRole('checkbox').check()
    await page.getByRole('row').nth(2).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Delete 2 rows' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await count('998 rows')
  })

  it('leaves no complaint in the browser', () => assert.deepEqual(visitor.complaints, []))
})
