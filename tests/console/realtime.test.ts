import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('realtime in the console', { skip }, () => {
  let console: Console
  let owner: Visitor
  let projectId: string
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    projectId = await owner.firstProject()
    await make('/users', { userId: 'ada', email: 'ada@example.com', name: 'Ada' })
    await make('/tablesdb', { databaseId: 'main', name: 'Main' })
    await make('/tablesdb/main/tables', { tableId: 'notes', name: 'Notes', rowSecurity: true })
    await make('/tablesdb/main/tables/notes/columns/string', { key: 'title', size: 50, required: true })
    await owner.open(`/project/${projectId}/realtime`)
  })
  after(() => console.close())

  const make = async (path: string, body: object): Promise<void> => {
    const headers = { 'x-appwrite-project': projectId, 'x-appwrite-mode': 'admin' }
    const answer = await owner.page.request.post(new URL(`/v1${path}`, owner.page.url()).href, { headers, data: body })
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  }
  const write = (rowId: string, permissions: readonly string[]): Promise<void> =>
    make('/tablesdb/main/tables/notes/rows', { rowId, data: { title: '<img src=x onerror=alert(1)>' }, permissions })
  const events = () => owner.page.getByRole('list', { name: 'Events' }).getByRole('listitem')
  const listen = async (): Promise<void> => {
    await owner.page.getByRole('button', { name: 'Listen' }).click()
    await owner.page.getByRole('status').getByText('Listening', { exact: true }).waitFor()
  }

  it('shows an administrator every event, as text', async () => {
    const { page } = owner
    await listen()
    await write('secret', [])
    await events().filter({ hasText: 'rows.secret.create' }).first().click()
    await page.getByText('"title": "<img src=x onerror=alert(1)>"').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('status').getByText('Not listening').waitFor()
  })

  it('shows what a user would hear, and no more', async () => {
    const { page } = owner
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByLabel('As', { exact: true }).selectOption('user')
    await page.getByLabel('User ID').fill('ada')
    await listen()
    await write('hidden', [])
    await write('shown', ['read("user:ada")'])
    await events().filter({ hasText: 'rows.shown.create' }).waitFor()
    assert.equal(await events().count(), 1)
    await page.getByRole('button', { name: 'Stop' }).click()
  })

  it('says why it cannot listen', async () => {
    const { page } = owner
    await page.getByLabel('User ID').fill('nobody')
    await page.getByRole('button', { name: 'Listen' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('User ID').inputValue(), 'nobody')
  })

  it('leaves no complaint in the browser', () => {
    assert.deepEqual(owner.complaints, [])
  })
})
