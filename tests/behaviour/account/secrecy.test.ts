import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, openDatabase, type Schema, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket } from '#support/socket.ts'

const password = 'correct horse battery'

type Entry = { readonly event: string; readonly payload: string | null }

describe('what events tell', () => {
  let project: TestProject
  let database: Database
  let schema: Schema

  before(async () => {
    project = await aProject()
    // Somebody listens, so that the activity keeps what it tells them.
    const hook = { name: 'All', events: ['users.*'], url: 'https://hooks.example.com', security: true, enabled: true }
    assert.equal((await project.owner.post(`/v1/projects/${project.id}/webhooks`, hook)).status, 201)
    const { databaseUrl, redisUrl } = await theServer()
    const config = readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
    })
    database = await openDatabase(config.database, { warn: () => undefined, error: () => undefined })
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    schema = database.schema(row?.schemaName ?? '')
  })
  after(() => database.close())

  const entries = (): Promise<readonly Entry[]> =>
    schema.all<Entry>(sql`SELECT event, payload FROM activity ORDER BY sequence`)

  it('has no hash of a password, no secret of a session or second factor, and one creation a user', async () => {
    const client = project.aGuest()
    await client.post('/v1/account', { userId: 'quiet', email: 'quiet@example.com', password, name: 'Quiet' })
    const login = await client.post('/v1/account/sessions/email', { email: 'quiet@example.com', password })
    await client.patch('/v1/account/password', { password: 'second password', oldPassword: password })
    const totp = await client.post('/v1/account/mfa/authenticators/totp')
    const codes = await client.post('/v1/account/mfa/recovery-codes')
    await project.server.post('/v1/users', { userId: 'made', email: 'made@example.com', password })
    await project.server.patch('/v1/users/made/password', { password: 'third password' })
    await project.server.put('/v1/users/made/labels', { labels: ['vip'] })
    const token = await project.server.post('/v1/users/made/tokens', { length: 64 })
    const session = await project.server.post('/v1/users/made/sessions')
    await project.server.delete('/v1/users/made')

    const told = await entries()
    const text = told.map(({ payload }) => payload ?? '').join('\n')
    const fallback = Object.values(JSON.parse(String(login.headers['x-fallback-cookies'])))
    const secrets = [totp.body.secret, ...codes.body.recoveryCodes, token.body.secret, session.body.secret, ...fallback]
    for (const secret of secrets) {
      assert.ok(String(secret).length > 5)
      assert.equal(text.includes(String(secret)), false)
    }
    assert.equal(text.includes('$argon2'), false)
    assert.equal(/"(password|hash|hashOptions)":/.test(text), false)
    const names = told.map(({ event }) => event)
    for (const name of ['users.quiet.create', 'users.made.create', 'users.made.delete', 'users.made.update.labels']) {
      assert.equal(names.filter((event) => event === name).length, 1, name)
    }
  })

  it('has the secrets of recoveries and verifications for the project alone, never for sockets', async () => {
    const user = await project.aUser({ email: 'heard@example.com' })
    const socket = await aSocket({ ...project, projectId: project.id, channels: ['account'], session: user.session })
    await user.post('/v1/account/verifications/email', { url: 'http://localhost/verify' })
    await project.aGuest().post('/v1/account/recovery', { email: 'heard@example.com', url: 'http://localhost/reset' })
    const heard = await socket.event(`users.${user.id}.recovery.*.create`)
    assert.equal(heard.data.payload.secret, '')
    assert.equal(/"secret":"[0-9a-f]/.test(JSON.stringify(socket.frames)), false)
    const told = (await entries()).filter(({ event }) => /\.(recovery|verification)\..*\.create$/.test(event))
    assert.equal(told.length, 2)
    for (const { payload } of told) assert.match(JSON.parse(payload ?? '{}').secret, /^[0-9a-f]{256}$/)
    await socket.close()
  })
})
