import { readFile } from 'node:fs/promises'
import { type Body, type Client, expectStatus } from '#support/client.ts'
import { openBrowser, servePage } from '#support/browser.ts'

type Json = Readonly<Record<string, unknown>>
/** What DevTools tell of a credential that the authenticator holds. */
type HeldKey = {
  readonly credentialId: string
  readonly privateKey: string
  readonly signCount: number
  readonly userHandle?: string
  readonly rpId?: string
}

/** A Chromium with an authenticator of its own, on a page of localhost. */
export type PasskeyBrowser = {
  /** Origin of the page. A second one has the same host and another port. */
  readonly origin: string
  readonly otherOrigin: string
  create(options: Json): Promise<Body>
  get(options: Json): Promise<Body>
  goTo(origin: string): Promise<void>
  /** Runs a script in the page and gives its value. */
  run(script: string): Promise<Body>
  keys(): Promise<readonly HeldKey[]>
  /** Puts back a copy of a key, as one who stole it would use it. */
  copy(key: HeldKey): Promise<void>
  forgetKeys(): Promise<void>
  close(): Promise<void>
}

export async function aPasskeyBrowser(executablePath: string): Promise<PasskeyBrowser> {
  const script = await documentedScript()
  const [page, other, browser] = await Promise.all([servePage(script), servePage(script), openBrowser(executablePath)])
  const tab = await browser.newPage()
  const devtools = await tab.context().newCDPSession(tab)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await tab.goto(page.address)
  const run = (script: string): Promise<Body> => tab.evaluate(script)
  const ceremony = (name: 'create' | 'get', parse: string, options: Json): Promise<Body> =>
    run(`navigator.credentials.${name}({ publicKey: PublicKeyCredential.${parse}(${JSON.stringify(options)}) })
      .then((credential) => credential.toJSON())`)
  return {
    origin: new URL(page.address).origin,
    otherOrigin: new URL(other.address).origin,
    run,
    create: (options) => ceremony('create', 'parseCreationOptionsFromJSON', options),
    get: (options) => ceremony('get', 'parseRequestOptionsFromJSON', options),
    async goTo(origin) {
      await tab.goto(`${origin}/`)
    },
    async keys() {
      return (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials
    },
    async copy(key) {
      const credential = { ...key, isResidentCredential: true }
      await devtools.send('WebAuthn.addCredential', { authenticatorId, credential })
    },
    async forgetKeys() {
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId })
    },
    async close() {
      await browser.close()
      await page[Symbol.asyncDispose]()
      await other[Symbol.asyncDispose]()
    },
  }
}

/** Makes a passkey in the browser for a signed-in user. */
export async function register(browser: PasskeyBrowser, user: Client, name = 'Laptop'): Promise<Body> {
  const offer = expectStatus(await user.post('/v1/account/passkeys/options'), 201).body
  const credential: unknown = await browser.create(offer.options)
  return expectStatus(
    await user.post('/v1/account/passkeys', { challengeId: offer.challengeId, name, credential }),
    201,
  ).body
}

/** The answer of the browser to a new challenge, ready to be posted. `more` is what the page asks for otherwise. */
export async function assertion(browser: PasskeyBrowser, guest: Client, more: Json = {}): Promise<Body> {
  const { challengeId, options } = expectStatus(await guest.post('/v1/account/sessions/passkey/options'), 201).body
  return { challengeId, credential: await browser.get({ ...options, ...more }) }
}

/** The script that docs/passkeys.md gives to apps, as a page runs it. */
async function documentedScript(): Promise<string> {
  const page = await readFile(new URL('../../../docs/passkeys.md', import.meta.url), 'utf8')
  const [, script] = /```js\n(.*?)```/s.exec(page) ?? []
  if (script === undefined) throw new Error('docs/passkeys.md has no script')
  return script.replaceAll('export function', 'function')
}
