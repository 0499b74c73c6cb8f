import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

describe('providers and mails in the console', { skip }, () => {
  let console: Console
  let owner: Visitor
  let projectId: string
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root', BASALT_PRIVATE_ADDRESSES: 'allow' })
    owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    projectId = await owner.firstProject()
  })
  after(() => console.close())

  const row = (name: string) => owner.page.getByRole('row').filter({ hasText: name })

  it('switches a provider on, whose secret stays when it is not typed again', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/auth/providers`)
    await page.getByLabel('Search providers').fill('git')
    await row('GitLab').waitFor()
    await page.getByRole('button', { name: 'Set up GitHub' }).click()
    const dialog = page.getByRole('dialog')
    assert.match(await dialog.innerText(), new RegExp(`/v1/account/sessions/oauth2/callback/github/${projectId}`))
    await dialog.getByLabel('People may sign in with GitHub').click()
    await dialog.getByLabel('App ID').fill('the-app')
    await dialog.getByLabel('App secret').fill('hush')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row('GitHub').getByText('On', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Set up GitHub' }).click()
    assert.equal(await dialog.getByLabel('App secret').inputValue(), '')
    await dialog.getByLabel('App ID').fill('another-app')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row('GitHub').getByText('another-app').waitFor()
    assert.deepEqual(await provider('github'), { appId: 'another-app', secret: 'hush', enabled: true })
  })

  it('keeps the parts of a secret together', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/auth/providers`)
    await page.getByRole('button', { name: 'Set up OpenID Connect' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('App ID').fill('the-app')
    await dialog.getByLabel('App secret').fill('hush')
    await dialog.getByLabel('Discovery address').fill('https://id.example.com/.well-known/openid-configuration')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row('OpenID Connect').getByText('the-app').waitFor()
    assert.deepEqual(JSON.parse((await provider('oidc')).secret), {
      clientSecret: 'hush',
      wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
    })
  })

  const provider = async (key: string) => {
    const answer = await owner.page.request.get(new URL(`/v1/projects/${projectId}`, owner.page.url()).href, {
      headers: { 'x-appwrite-project': 'console' },
    })
    const { oAuthProviders } = (await answer.json()) as {
      oAuthProviders: { key: string; name: string; appId: string; secret: string; enabled: boolean }[]
    }
    const found = oAuthProviders.find((one) => one.key === key)
    assert.ok(found)
    const { appId, secret, enabled } = found
    return { appId, secret, enabled }
  }

  it('sends mails through a server of the project, tried before it is used', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/mails`)
    const { hostname, port } = new URL(console.server.mailbox.url)
    await page.getByLabel('Send mails of this project through its own server').click()
    await page.getByLabel('Name of the sender').fill('Compiler')
    await page.getByLabel('Address of the sender').fill('compiler@example.com')
    await page.getByLabel('Host').fill(hostname)
    await page.getByLabel('Port').fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Name of the sender').inputValue(), 'Compiler')
    await page.getByLabel('Port').fill(port)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Send a test mail' }).click()
    await page.getByRole('dialog').getByLabel('To', { exact: true }).fill('ada@example.com')
    await page.getByRole('dialog').getByRole('button', { name: 'Send a test mail' }).click()
    const mail = await console.server.mailbox.take('ada@example.com')
    assert.match(JSON.stringify(mail), /compiler@example\.com/)
  })

  it('words a mail in one language, shown as it will look, and goes back', async () => {
    const { page } = owner
    await owner.open(`/project/${projectId}/mails`)
    await page.getByRole('link', { name: 'Choose a new password' }).click()
    await page.getByLabel('Language').selectOption('de')
    await page.waitForURL(/\/recovery\/de$/)
    await page.getByLabel('Subject').fill('Neues Kennwort für {{project}}')
    await page
      .getByLabel('Message')
      .fill('<p>Hallo {{user}}</p><script>document.title = "taken"</script><p><a href="{{redirect}}">Weiter</a></p>')
    const preview = page.frameLocator('iframe[title=Preview]')
    await preview.getByText('Hallo Ada Lovelace').waitFor()
    await page.getByText('Neues Kennwort für Compiler').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.', { exact: true }).first().waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('Subject').inputValue(), 'Neues Kennwort für {{project}}')
    await page.getByRole('button', { name: 'Go back to the usual wording' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go back to the usual wording' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.notEqual(await page.getByLabel('Subject').inputValue(), 'Neues Kennwort für {{project}}')
    assert.notEqual(await page.title(), 'taken')
  })

  it('leaves no complaint in the browser', () => {
    // The frame of a preview says that it runs no script, which is what was tried.
    assert.deepEqual(
      owner.complaints.filter((text) => !text.includes('sandboxed')),
      [],
    )
  })
})
