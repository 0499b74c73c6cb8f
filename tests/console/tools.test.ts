import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('tools of the console', { skip }, () => {
  let console: Console
  let owner: Visitor
  let projectId: string
  const headers = () => ({ 'x-appwrite-project': projectId, 'x-appwrite-mode': 'admin' })
  const address = (path: string): string => new URL(`/v1${path}`, owner.page.url()).href
  const make = async (path: string, data: object): Promise<void> => {
    const answer = await owner.page.request.post(address(path), { headers: headers(), data })
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  }

  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    projectId = await owner.firstProject()
    await make('/users', { userId: 'ada', email: 'ada@example.com', name: 'Ada' })
    await make('/tablesdb', { databaseId: 'main', name: 'Main' })
    for (const tableId of ['authors', 'books']) {
      await make('/tablesdb/main/tables', { tableId, name: tableId, rowSecurity: true })
      await make(`/tablesdb/main/tables/${tableId}/columns/string`, { key: 'title', size: 50, required: true })
    }
    const relation = { relatedTableId: 'authors', type: 'manyToOne', key: 'writer' }
    await make('/tablesdb/main/tables/books/columns/relationship', relation)
    const row = { rowId: 'one', data: { title: 'Notes' }, permissions: ['read("user:ada")', 'delete("label:staff")'] }
    await make('/tablesdb/main/tables/authors/rows', row)
  })
  after(() => console.close())

  it('writes code with the names of a table, which works', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/databases/main/tables/authors/code`)
    await page.getByRole('tab', { name: 'curl' }).click()
    const code = await page.getByRole('tabpanel').locator('pre').innerText()
    const body = /-d '(.*)'/.exec(code)?.[1] ?? ''
    const [, path = ''] = /curl '[^']*\/v1([^']*)'/.exec(code) ?? []
    await make(path, JSON.parse(body) as object)
    await page.getByRole('tab', { name: 'Python' }).click()
    await page.getByText(`set_project('${projectId}')`).waitFor()
  })

  it('draws the tables of a database with their relationships', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/databases/main`)
    await page.getByRole('link', { name: 'Diagram' }).click()
    await page.getByRole('img', { name: '2 tables, 1 relationship' }).waitFor()
    await page.getByRole('list', { name: 'Relationships' }).getByText('books.writer').waitFor()
  })

  it('tells what somebody may do with a row, and why', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/databases/main/tables/authors`)
    await page.getByRole('button', { name: /one/ }).first().click()
    await page.getByRole('tab', { name: 'Permissions' }).click()
    const check = page.getByRole('region', { name: 'Can this user do that?' })
    await check.getByLabel('User ID').fill('ada')
    await check.getByRole('button', { name: 'Check' }).click()
    const verdicts = check.getByRole('list', { name: 'What Ada may do' }).getByRole('listitem')
    await verdicts.first().waitFor()
    assert.deepEqual(await verdicts.allInnerTexts().then((texts) => texts.map((text) => text.split('\n')[0])), [
      'Yes',
      'No',
      'No',
    ])
    await check.getByText('The row allows it to user:ada.').waitFor()
    await check.getByLabel('User ID').fill('nobody')
    await check.getByRole('button', { name: 'Check' }).click()
    await check.getByRole('alert').waitFor()
  })

  it('shares a file by an address that works without an account', async () => {
    const { page } = owner
    await make('/storage/buckets', { bucketId: 'files', name: 'Files' })
    await owner.open(`/project/${projectId}/storage/files`)
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }
    await page.getByLabel('Upload').setInputFiles(file)
    await page.getByRole('button', { name: 'Share notes.txt' }).click()
    await page.getByRole('button', { name: 'New address' }).click()
    const shared = page.getByRole('list', { name: 'Addresses' }).getByRole('listitem')
    const [link] = /http\S+/.exec(await shared.first().innerText()) ?? ['']
    assert.equal(await (await fetch(link)).text(), 'hello')
    await page.getByRole('button', { name: 'Delete this address' }).click()
    await page.getByText('There is no address yet.').waitFor()
    assert.notEqual((await fetch(link)).status, 200)
  })

  it('says when a function runs next, and gives it a domain', async () => {
    const { page } = owner
    await make('/functions', { functionId: 'hello', name: 'Hello', runtime: 'node-22', entrypoint: 'main.js' })
    await owner.open(`/project/${projectId}/functions/hello/settings`)
    await page.getByLabel('Schedule').fill('0 0 1 1 *')
    await page.getByText('Next:').waitFor()
    await page.getByLabel('Schedule').fill('soon')
    await page.getByText('This is no schedule that can be read.').waitFor()
    await page.getByRole('link', { name: 'Domains' }).click()
    await page.getByRole('button', { name: 'Add a domain' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Domain').fill('example.com')
    await dialog.getByRole('button', { name: 'Add a domain' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Domain').fill('hello.functions.localhost')
    await dialog.getByRole('button', { name: 'Add a domain' }).click()
    await page.getByRole('link', { name: 'hello.functions.localhost' }).waitFor()
    await page.getByRole('button', { name: 'Remove hello.functions.localhost' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No domain yet').waitFor()
  })

  it('searches the audit log, and shows what waits and what runs by the clock', async () => {
    const { page } = owner
    const headersOf = { headers: headers(), data: { name: 'Hello', schedule: '0 0 1 1 *' } }
    assert.ok((await page.request.put(address('/functions/hello'), headersOf)).ok())
    await owner.open(`/project/${projectId}/audit`)
    await page.getByLabel('Search in').selectOption('resource')
    await page.getByLabel('Search the log').fill('bucket/')
    const log = page.getByRole('table', { name: 'Audit log' })
    await log.getByText('bucket.create').waitFor()
    await log.getByText('function.create').waitFor({ state: 'detached' })
    await page.getByLabel('Search the log').fill('nothing/')
    await page.getByText('Nothing matches this search.').waitFor()
    await page.getByRole('link', { name: 'Jobs' }).click()
    await page.getByRole('table', { name: 'Jobs' }).getByText('Webhooks').waitFor()
    await page.getByRole('table', { name: 'Schedules' }).getByText('Next:').waitFor()
  })

  it('leaves no complaint in the browser', () => {
    assert.deepEqual(owner.complaints, [])
  })
})
