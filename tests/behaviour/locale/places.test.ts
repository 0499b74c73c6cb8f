import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { geoDatabase } from '#support/geo.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

describe('the country of an address', () => {
  let folder: string
  let server: TestServer
  let project: TestProject

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'basalt-geo-'))
    const file = path.join(folder, 'countries.mmdb')
    const networks = { '8.8.8.0/24': 'US', '81.2.69.0/24': 'GB', '2a02:908::/32': 'DE', '10.0.0.0/8': 'FR' }
    await writeFile(file, geoDatabase(networks))
    server = await aServer({ BASALT_GEO_DATABASE: file, BASALT_TRUSTED_PROXIES: '127.0.0.1' })
    project = await aProject({ on: server })
  })

  after(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const from = (ip: string, headers: Readonly<Record<string, string>> = {}) =>
    project.aGuest().with({ 'x-forwarded-for': ip, ...headers })

  it('is told with its continent and currency, by IPv4 and IPv6', async () => {
    assert.deepEqual((await from('8.8.8.8').get('/v1/locale')).body, {
      ip: '8.8.8.8',
      countryCode: 'US',
      country: 'United States',
      continentCode: 'NA',
      continent: 'North America',
      eu: false,
      currency: 'USD',
    })
    assert.partialDeepStrictEqual(await from('2a02:908:1::1', { 'x-appwrite-locale': 'de' }).get('/v1/locale'), {
      body: {
        countryCode: 'DE',
        country: 'Deutschland',
        continentCode: 'EU',
        continent: 'Europa',
        eu: true,
        currency: 'EUR',
      },
    })
    assert.partialDeepStrictEqual(await from('::ffff:81.2.69.1').get('/v1/locale'), { body: { countryCode: 'GB' } })
  })

  it('is unknown for private addresses, whatever the database says, and for those that it lacks', async () => {
    const unknown = { countryCode: '--', country: 'Unknown', continentCode: '--', continent: 'Unknown', currency: '' }
    for (const ip of ['10.1.2.3', '127.0.0.1', '::1', '9.9.9.9', '2001:db8::1']) {
      assert.partialDeepStrictEqual(await from(ip).get('/v1/locale'), { status: 200, body: unknown })
    }
  })

  it('stands in sessions and logs, named in the language of the reader', async () => {
    const browser = from('81.2.69.160')
    const made = await browser.post('/v1/account/sessions/anonymous')
    assert.partialDeepStrictEqual(made, { status: 201, body: { countryCode: 'gb', countryName: 'United Kingdom' } })
    const french = browser.with({ 'x-appwrite-locale': 'fr' })
    const place = { ip: '81.2.69.160', countryCode: 'gb', countryName: 'Royaume-Uni' }
    assert.partialDeepStrictEqual((await french.get('/v1/account/sessions')).body.sessions, [place])
    assert.partialDeepStrictEqual((await french.get('/v1/account/sessions/current')).body, place)
    assert.partialDeepStrictEqual((await french.get('/v1/account/logs')).body.logs, [place])
  })

  it('stands in the alert of a session, which speaks the language of who signs in', async () => {
    await project.owner.patch(`/v1/projects/${project.id}/auth/session-alerts`, { alerts: true })
    const credentials = { email: 'alert@users.test', password: 'correct horse battery' }
    const signIn = () =>
      from('81.2.69.160', { 'x-appwrite-locale': 'de-at' }).post('/v1/account/sessions/email', credentials)
    await project.aGuest().post('/v1/account', { userId: 'alert', ...credentials, name: 'Ada' })
    assert.equal((await signIn()).status, 201)
    assert.equal((await signIn()).status, 201)
    const { subject, text } = await server.mailbox.take(credentials.email)
    assert.match(subject, /^Sicherheitshinweis/)
    assert.match(text, /Land: Vereinigtes Königreich/)
    assert.match(text, /IP-Adresse: 81\.2\.69\.160/)
  })

  it('is not known from a file that is no database, which harms nothing', async () => {
    const file = path.join(folder, 'broken.mmdb')
    await writeFile(file, 'no database')
    const other = await aServer({ BASALT_GEO_DATABASE: file, BASALT_TRUSTED_PROXIES: '127.0.0.1' })
    try {
      const guest = (await aProject({ on: other })).aGuest().with({ 'x-forwarded-for': '8.8.8.8' })
      assert.partialDeepStrictEqual(await guest.get('/v1/locale'), { status: 200, body: { countryCode: '--' } })
    } finally {
      await other.close()
    }
    await assert.rejects(aServer({ BASALT_GEO_DATABASE: path.join(folder, 'none.mmdb') }), /none\.mmdb/)
  })
})
