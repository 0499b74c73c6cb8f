import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { TOTP } from 'otpauth'
import { until } from '#support/until.ts'
import { type Console, openConsole, password, skip, type Visitor } from './console.ts'

describe('people at the console and in its projects', { skip }, () => {
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

  const row = (who: Visitor, label: string, text: string) =>
    who.page.getByRole('table', { name: label }).getByRole('row').filter({ hasText: text })

  it('shows and changes all that is known of a user', async () => {
    const { page } = owner
    await page.getByRole('link', { name: 'Auth' }).click()
    await page.getByRole('button', { name: 'New user' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('<b>Ada</b>')
    await dialog.getByLabel('E-mail').fill('ada@example.com')
    await dialog.getByLabel('Password').fill('something long enough')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: '<b>Ada</b>' }).click()
    await page.getByRole('heading', { level: 1, name: '<b>Ada</b>' }).waitFor()
    const panel = (name: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })

    await panel('Profile').getByLabel('Name').fill('Ada Lovelace')
    await panel('Profile').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor()
    await panel('E-mail and phone').getByLabel('The e-mail address is verified').click()
    await panel('E-mail and phone').getByRole('button', { name: 'Save' }).click()
    await page.getByText('Verified', { exact: true }).waitFor()
    await panel('Labels').getByLabel('Labels').fill('vip\nbeta')
    await panel('Labels').getByRole('button', { name: 'Save' }).click()
    await panel('Preferences').getByLabel('Preferences').fill('{"theme": ')
    await panel('Preferences').getByRole('button', { name: 'Save' }).click()
    assert.match(await panel('Preferences').getByRole('alert').innerText(), /no JSON object/)
    await panel('Preferences').getByLabel('Preferences').fill('{"theme": "dark"}')
    await panel('Preferences').getByRole('button', { name: 'Save' }).click()
    await panel('Token to act as this user').getByRole('button').click()
    const jwt = await panel('Token to act as this user').getByLabel('JWT', { exact: true }).innerText()
    const me = await fetch(`${console.server.endpoint}/account`, {
      headers: { 'x-appwrite-project': projectId, 'x-appwrite-jwt': jwt },
    })
    assert.partialDeepStrictEqual(await me.json(), {
      name: 'Ada Lovelace',
      labels: ['vip', 'beta'],
      prefs: { theme: 'dark' },
      emailVerification: true,
    })
    await page.getByRole('button', { name: 'Block', exact: true }).click()
    await page.getByRole('button', { name: 'Unblock' }).waitFor()
    const blocked = await fetch(`${console.server.endpoint}/account`, {
      headers: { 'x-appwrite-project': projectId, 'x-appwrite-jwt': jwt },
    })
    assert.equal(blocked.status, 401)
    await page.getByRole('button', { name: 'Unblock' }).click()
    await page.getByRole('button', { name: 'Block', exact: true }).waitFor()
    for (const tab of ['Memberships', 'Identities', 'Targets', 'Activity', 'Sessions']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tabpanel', { name: tab }).locator('p, table').first().waitFor()
    }
  })

  it('makes teams, and gives roles in them', async () => {
    const { page } = owner
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Auth' }).click()
    await page.getByRole('link', { name: 'Teams' }).click()
    await page.getByRole('button', { name: 'New team' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Analysts')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: 'Analysts' }).click()
    await page.getByRole('button', { name: 'Add a member' }).click()
    await dialog.getByLabel('E-mail').fill('ada@example.com')
    await dialog.getByLabel('Roles').fill('reader, writer')
    await dialog.getByRole('button', { name: 'Add a member' }).click()
    await row(owner, 'Members', 'reader, writer').waitFor()
    await page.getByRole('button', { name: 'Change the roles of Ada Lovelace' }).click()
    await dialog.getByLabel('Roles').fill('reader')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name: 'reader', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove Ada Lovelace' }).click()
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { name: 'No members yet' }).waitFor()
  })

  it('shows how the project is used, and that its parts are well', async () => {
    const { page } = owner
    const { endpoint } = console.server
    await fetch(`${endpoint}/locale`, { headers: { 'x-appwrite-project': projectId } })
    await until(
      async () => {
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
        await page.reload()
        const chart = page.getByRole('img', { name: /^Requests of clients/ })
        return /: [1-9]/.test((await chart.getAttribute('aria-label')) ?? '')
      },
      { deadline: 15_000, what: 'a request in the chart' },
    )
    await page.getByLabel('Period').selectOption('day')
    const columns = page.getByRole('img', { name: /^Users: 1,/ }).locator('rect')
    await until(async () => (await columns.count()) === 24, { what: 'an hour a column' })
    for (const part of ['Database', 'Cache', 'Messages', 'Storage']) {
      await page
        .getByRole('listitem')
        .filter({ hasText: part })
        .getByText(/^\d+ ms$/)
        .waitFor()
    }
  })

  it('decides how people may sign in', async () => {
    const { page } = owner
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Auth' }).click()
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByLabel('Anonymous').click()
    const tryAnonymous = async () => {
      const headers = { 'x-appwrite-project': projectId, 'content-type': 'application/json' }
      return (await fetch(`${console.server.endpoint}/account/sessions/anonymous`, { method: 'POST', headers })).status
    }
    await until(async () => (await tryAnonymous()) === 501, { what: 'the refusal of guests' })
    await page.getByLabel('Most accounts of this project').fill('1')
    const accounts = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Accounts and sessions' }) })
    await accounts.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.', { exact: true }).first().waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('Most accounts of this project').inputValue(), '1')
    assert.equal(await page.getByLabel('Anonymous').isChecked(), false)
  })

  let developer: Visitor
  it('invites another person, who may do only what the role allows', async () => {
    const { page } = owner
    await page.getByRole('link', { name: 'Basalt' }).click()
    await page.getByRole('link', { name: 'Members' }).click()
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('kay@example.com')
    await dialog.getByLabel('Name').fill('Kay McNulty')
    await dialog.getByLabel('Roles').selectOption('developer')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await row(owner, 'Members', 'Invited').waitFor()

    const mail = await console.server.mailbox.take('kay@example.com')
    const [link = ''] = /http[^\s"<>]+\/console\/invitation[^\s"<>]+/.exec(mail.text) ?? []
    developer = await console.visitor()
    await developer.page.goto(link.replaceAll('&amp;', '&'))
    await developer.page.getByRole('button', { name: 'Accept the invitation' }).click()
    await developer.page.getByRole('link', { name: 'Compiler' }).click()
    await developer.page.getByRole('link', { name: 'Databases' }).click()
    await developer.page
      .getByRole('button', { name: /New database/ })
      .first()
      .click()
    const theirs = developer.page.getByRole('dialog')
    await theirs.getByLabel('Name').fill('Mine')
    await theirs.getByRole('button', { name: 'Create', exact: true }).click()
    await developer.page.getByText('Mine', { exact: true }).first().waitFor()

    await developer.page.getByRole('link', { name: 'Basalt' }).click()
    await developer.page.getByRole('link', { name: 'Settings' }).click()
    await developer.page.getByLabel('Name').fill('Pirates')
    await developer.page.getByRole('button', { name: 'Save' }).click()
    await developer.page.getByRole('alert').waitFor()
    assert.equal(await developer.page.getByLabel('Name').inputValue(), 'Pirates')
    await developer.page.getByRole('link', { name: 'Members' }).click()
    await developer.page.getByRole('button', { name: 'Invite' }).click()
    await theirs.getByLabel('E-mail').fill('friend@example.com')
    await theirs.getByRole('button', { name: 'Invite' }).click()
    await theirs.getByRole('alert').waitFor()
  })

  it('lets somebody who was invited set a password, and end other sessions', async () => {
    const { page } = developer
    await developer.open('/account')
    await page.getByLabel('New password').fill(password)
    await page.locator('section').filter({ hasText: 'New password' }).getByRole('button', { name: 'Save' }).click()
    await page.getByText('The password is changed.', { exact: true }).waitFor()
    const elsewhere = await console.visitor()
    await elsewhere.signIn('kay@example.com')
    await page.reload()
    await page.getByRole('button', { name: 'Sign out there' }).click()
    await page.getByRole('button', { name: 'Sign out there' }).waitFor({ state: 'detached' })
    await elsewhere.open('/')
    await elsewhere.page.waitForURL(/\/sign-in/)
  })

  it('asks for a second factor once it is set up, or for a recovery code', async () => {
    const { page } = developer
    await page.getByRole('button', { name: 'Set up' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Set up' }).click()
    const secret = await dialog.getByLabel('Key', { exact: true }).innerText()
    const code = () => new TOTP({ secret }).generate()
    await dialog.getByLabel('Code').fill(code())
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    const [recovery = ''] = (await dialog.getByLabel('Recovery codes', { exact: true }).innerText()).split('\n')
    const again = await console.visitor()
    await again.open('/sign-in')
    await again.page.getByLabel('E-mail').fill('kay@example.com')
    await again.page.getByLabel('Password').fill(password)
    await again.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await again.page.getByRole('button', { name: 'Use a recovery code' }).click()
    await again.page.getByText('It works once.').waitFor()
    await again.page.getByLabel('Code').fill(recovery)
    await again.page.getByRole('button', { name: 'Continue' }).click()
    await again.page.getByRole('heading', { level: 1, name: /Navy/ }).waitFor()
  })

  it('signs in with a passkey', async () => {
    const devtools = await owner.page.context().newCDPSession(owner.page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    const { page } = owner
    await owner.open('/account')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByLabel('Name', { exact: true }).last().fill('Laptop')
    await page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click()
    await row(owner, 'Passkeys', 'Laptop').waitFor()
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('heading', { level: 1, name: /Navy/ }).waitFor()
  })

  it('renames an organisation', async () => {
    const { page } = owner
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Name').fill('US Navy')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: /US Navy/ }).waitFor()
    assert.deepEqual([...owner.complaints, ...developer.complaints], [])
  })
})
