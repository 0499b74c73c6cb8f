import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Console, openConsole, password, skip, type Visitor } from './console.ts'

describe('the first run of the console', { skip }, () => {
  let console: Console
  let root: Visitor
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    root = await console.visitor()
  })
  after(() => console.close())

  it('leads from nothing to a project', async () => {
    const { page } = root
    await root.open('')
    await page.waitForURL(/\/sign-in/)
    await page.getByRole('link', { name: 'Create one' }).click()
    await page.getByLabel('Your name').fill('Grace Hopper')
    await page.getByLabel('E-mail').fill('grace@example.com')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByLabel('Organisation').fill('Navy')
    await page.getByLabel('Project').fill('Compiler')
    await page.getByRole('button', { name: 'Create project' }).click()
    await page.getByRole('heading', { level: 1, name: 'Compiler' }).waitFor()
  })

  it('shows how apps connect, with the real address and id', async () => {
    const { page } = root
    const projectId = new URL(page.url()).pathname.split('/')[3] ?? ''
    assert.match(projectId, /^[0-9a-f]{20}$/)
    for (const language of ['Web', 'Node', 'Flutter', 'Python', 'curl']) {
      await page.getByRole('tab', { name: language }).click()
      const text = await page.getByLabel(`Snippet for ${language}`, { exact: true }).innerText()
      assert.ok(text.includes(projectId) && text.includes(new URL(page.url()).host), `${language}: ${text}`)
    }
  })

  it('comes back to where it was after a reload, a sign-out and a sign-in', async () => {
    const { page } = root
    const address = page.url()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Compiler' }).waitFor()
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await page.goto(address)
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByLabel('E-mail').fill('grace@example.com')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(address)
  })

  it('says what is wrong and keeps what was typed', async () => {
    const other = await console.visitor()
    await other.open('/sign-in')
    await other.page.getByLabel('E-mail').fill('grace@example.com')
    await other.page.getByLabel('Password').fill('not her password')
    await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.match(await other.page.getByRole('alert').innerText(), /is wrong/)
    assert.equal(await other.page.getByLabel('E-mail').inputValue(), 'grace@example.com')
    await other.open('/sign-up')
    await other.page.getByLabel('Your name').fill('Mallory')
    await other.page.getByLabel('E-mail').fill('mallory@example.com')
    await other.page.getByLabel('Password').fill(password)
    await other.page.getByRole('button', { name: 'Create account' }).click()
    await other.page.getByRole('alert').waitFor()
  })

  it('leaves no complaint in the browser', () => assert.deepEqual(root.complaints, []))
})
