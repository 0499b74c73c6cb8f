import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('a lost connection in the console', { skip }, () => {
  let console: Console
  let owner: Visitor
  let projectId: string
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    projectId = await owner.firstProject()
  })
  after(() => console.close())

  it('is shown, keeps what was typed, and recovers by itself', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/settings`)
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('Compiler of the navy')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
    await page.getByText('The connection to the server is lost. Trying again…').waitFor()
    assert.equal(await name.inputValue(), 'Compiler of the navy')
    await page.context().setOffline(false)
    await page.getByText('The connection to the server is lost.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.reload()
    assert.equal(await name.inputValue(), 'Compiler of the navy')
  })
})
