import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { rotateSecrets } from '@basalt/core/maintenance'
import { consoleProject, ProjectDirectory } from '@basalt/core/projects'
import { Secrets } from '@basalt/core/secrets'
import { type Database, list, name, openDatabase, sql } from '@basalt/database'
import { createLog } from '@basalt/service'
import { Secret, TOTP } from 'otpauth'
import sharp from 'sharp'
import { archiveOf } from '#support/archive.ts'
import { Client, expectStatus } from '#support/client.ts'
import { uploadCode } from '#support/functions.ts'
import { Mailbox } from '#support/mail.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { chunksOf, upload } from '#support/upload.ts'
import type { TestUser } from '#support/user.ts'

const [past, current] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]

const unfinished = randomBytes(6 * 1024 * 1024)
const chunks = chunksOf(unfinished, 5 * 1024 * 1024)

/** An installation whose secret is changed, as SECURITY.md says. */
describe('the rotation of the secret', () => {
  const stack = new AsyncDisposableStack()
  let old: TestServer
  let project: TestProject
  let database: Database
  let ada: TestUser
  let totp: string
  let environment: Readonly<Record<string, string>>
  let rotated: TestServer
  let picture: Buffer

  before(async () => {
    const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'basalt-rotation-')), (path) =>
      rm(path, { recursive: true }),
    )
    environment = { BASALT_DATA_FOLDER: folder, BASALT_PRIVATE_ADDRESSES: 'allow' }
    old = stack.adopt(await aServer({ ...environment, BASALT_SECRET: past }), (one) => one.close())
    project = await aProject({ on: old })
    picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    await fill()
    const config = readConfig({
      BASALT_DATABASE_URL: old.databaseUrl,
      BASALT_REDIS_URL: old.redisUrl,
      BASALT_SECRET: current,
      BASALT_PREVIOUS_SECRETS: past,
    })
    const log = createLog({ ...config, log: { level: 'silent' } }, 'test')
    database = stack.use(await openDatabase(config.database, log))
    const projects = new ProjectDirectory(database.platform, consoleProject(config, database.platform.schema))
    const rotate = () => rotateSecrets(database, projects, new Secrets(config.secrets), new AbortController().signal)
    const run = await rotate()
    assert.ok(run.resealed > 10)
    assert.equal(run.unreadable, 0)
    assert.equal((await rotate()).resealed, 0)
    const stores = async () => ({ databaseUrl: old.databaseUrl, redisUrl: old.redisUrl })
    rotated = stack.adopt(await aServer({ ...environment, BASALT_SECRET: current }, stores), (one) => one.close())
  })
  after(() => stack.disposeAsync())

  /** Something of everything that is kept under the secret. */
  async function fill(): Promise<void> {
    const { owner, server, id } = project
    const here = `/v1/projects/${id}`
    const own = stack.adopt(await Mailbox.open(), (one) => one.close())
    const smtp = { enabled: true, senderName: 'A', senderEmail: 'a@acme.test', host: '127.0.0.1' }
    const login = { port: Number(new URL(own.url).port), username: 'ada', password: 'open sesame' }
    expectStatus(await owner.patch(`${here}/smtp`, { ...smtp, ...login }), 200)
    const provider = { provider: 'github', appId: 'app', secret: 'of the provider', enabled: true }
    expectStatus(await owner.patch(`${here}/oauth2`, provider), 200)
    const webhook = {
      name: 'Hook',
      events: ['users.*.create'],
      url: 'https://hooks.example.com/basalt',
      security: false,
    }
    expectStatus(await owner.post(`${here}/webhooks`, { ...webhook, httpUser: 'a', httpPass: 'of the hook' }), 201)
    expectStatus(await owner.post(`${here}/dev-keys`, { name: 'Dev', expire: '2040-01-01T00:00:00.000Z' }), 201)
    expectStatus(await project.console.post('/v1/project/variables', { key: 'A', value: 'shared', secret: false }), 201)
    expectStatus(
      await server.post('/v1/storage/buckets', { bucketId: 'b', name: 'B', permissions: ['read("any")'] }),
      201,
    )
    expectStatus(await upload(server, 'b', 'picture', picture, { name: 'a.png' }), 201)
    expectStatus(await server.get('/v1/storage/buckets/b/files/picture/preview', { width: 10 }), 200)
    for (const { part, range } of chunks.slice(0, 1)) {
      expectStatus(await upload(server, 'b', 'unfinished', part, { range }), 201)
    }
    expectStatus(await server.post('/v1/tablesdb', { databaseId: 'd', name: 'D' }), 201)
    expectStatus(await server.post('/v1/tablesdb/d/tables', { tableId: 't', name: 'T' }), 201)
    const column = { key: 'secret', size: 200, required: false, encrypt: true }
    expectStatus(await server.post('/v1/tablesdb/d/tables/t/columns/string', column), 202)
    expectStatus(await server.post('/v1/tablesdb/d/tables/t/rows', { rowId: 'r', data: { secret: 'sealed' } }), 201)
    expectStatus(await server.post('/v1/functions', { functionId: 'f', name: 'F', runtime: 'node-22' }), 201)
    const code = await archiveOf({ 'index.js': 'module.exports = (c) => c.res.text("hello")' })
    expectStatus(await uploadCode(server, 'f', code, { entrypoint: 'index.js' }), 202)
    ada = await project.aUser()
    totp = (await ada.post('/v1/account/mfa/authenticators/totp')).body.secret
    const otp = new TOTP({ secret: Secret.fromBase32(totp) }).generate({ timestamp: Date.now() - 30_000 })
    expectStatus(await ada.put('/v1/account/mfa/authenticators/totp', { otp }), 200)
    expectStatus(await ada.post('/v1/account/mfa/recovery-codes'), 200)
  }

  const at = ({ headers, cookies }: Client): Client => new Client(rotated.origin, headers, cookies)

  it('leaves nothing under the old one', async () => {
    const former = new Secrets({ current: past, previous: [] })
    const opens = (text: string): boolean => {
      try {
        return former.decrypt(text) !== ''
      } catch {
        return false
      }
    }
    const { schemaName } = (await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )) ?? { schemaName: '' }
    let looked = 0
    for (const schema of [database.platform, database.schema(schemaName)]) {
      const columns = await schema.all<{ TABLE_NAME: string; COLUMN_NAME: string }>(
        sql`SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${schema.schema}
            AND DATA_TYPE IN ${list(['varchar', 'text', 'mediumtext', 'longtext'])}`,
      )
      for (const { TABLE_NAME: table, COLUMN_NAME: column } of columns) {
        const values = await schema.all<{ value: string }>(
          sql`SELECT ${name(column)} AS value FROM ${name(table)} WHERE LENGTH(${name(column)}) > 36`,
        )
        const texts = values.flatMap(({ value }) => value.match(/[A-Za-z0-9+/]{36,}={0,2}/g) ?? [])
        looked += texts.length
        assert.ok(!texts.some(opens), `${table}.${column}`)
      }
    }
    assert.ok(looked > 10)
  })

  it('lets uploads be finished', async () => {
    const server = at(project.server)
    for (const { part, range } of chunks.slice(1)) {
      expectStatus(await upload(server, 'b', 'unfinished', part, { range }), 201)
    }
    const file = await server.get('/v1/storage/buckets/b/files/unfinished/download')
    assert.ok(unfinished.equals(file.bytes))
  })

  it('changes nothing for those who use it', async () => {
    const server = at(project.server)
    const owner = at(project.owner)
    assert.equal((await server.get('/v1/tablesdb/d/tables/t/rows/r')).body.secret, 'sealed')
    const file = await server.get('/v1/storage/buckets/b/files/picture/download')
    assert.deepEqual(file.bytes, picture)
    assert.equal((await server.get('/v1/storage/buckets/b/files/picture/preview', { width: 10 })).status, 200)
    const { body } = await owner.get(`/v1/projects/${project.id}`)
    assert.equal(body.smtpPassword, 'open sesame')
    assert.match(JSON.stringify(body.oAuthProviders), /of the provider/)
    const [hook] = (await owner.get(`/v1/projects/${project.id}/webhooks`)).body.webhooks
    assert.equal(hook.httpPass, 'of the hook')
    assert.equal((await owner.get(`/v1/projects/${project.id}/keys`)).body.keys[0].secret, project.key)
    const variables = await at(project.console).get('/v1/project/variables')
    assert.equal(variables.body.variables[0].value, 'shared')
    const user = at(ada)
    const challenge = expectStatus(await user.post('/v1/account/mfa/challenges', { factor: 'totp' }), 200).body.$id
    const otp = new TOTP({ secret: Secret.fromBase32(totp) }).generate()
    expectStatus(await user.put('/v1/account/mfa/challenges', { challengeId: challenge, otp }), 200)
    assert.equal((await user.get('/v1/account/mfa/recovery-codes')).body.recoveryCodes.length, 6)
  })
})
