import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { until } from '#support/until.ts'

describe('projects', () => {
  let project: TestProject
  let owner: Client
  let stranger: Client
  before(async () => {
    project = await aProject()
    owner = project.owner
    stranger = await aConsoleUser(await theServer())
  })

  const create = (body: object = {}) =>
    owner.post('/v1/projects', { projectId: 'unique()', name: 'New', teamId: project.teamId, ...body })

  it('start with the settings of new projects and nothing else', async () => {
    const made = await create({ description: 'About', url: 'https://example.com', legalName: 'Basalt Ltd.' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: {
        name: 'New',
        teamId: project.teamId,
        description: 'About',
        url: 'https://example.com',
        legalName: 'Basalt Ltd.',
        logo: '',
        authLimit: 0,
        authDuration: 31_536_000,
        authSessionsLimit: 10,
        authMockNumbers: [],
        authMembershipsUserName: false,
        authInvalidateSessions: true,
        authEmailPassword: true,
        serviceStatusForTablesdb: true,
        smtpEnabled: false,
        smtpPassword: '',
        keys: [],
        platforms: [],
        webhooks: [],
        devKeys: [],
        pingCount: 0,
        pingedAt: '',
      },
    })
    assert.equal(made.body.oAuthProviders.length, 40)
    assert.partialDeepStrictEqual(made.body.oAuthProviders[0], { key: 'amazon', name: 'Amazon', appId: '', secret: '' })
    const read = await owner.get(`/v1/projects/${made.body.$id}`)
    assert.deepEqual(read.body, made.body)
  })

  it('can be used at once', async () => {
    const { body } = await create()
    const answer = await owner.with({ 'x-appwrite-project': body.$id, 'x-appwrite-mode': 'admin' }).get('/v1/teams')
    assert.deepEqual(answer.body, { total: 0, teams: [] })
  })

  it('are refused with a bad id, a taken one and the one of the console', async () => {
    const refusals = [
      ['!!', 400, 'general_argument_invalid'],
      ['Upper', 400, 'general_argument_invalid'],
      ['console', 400, 'project_reserved_project'],
      [project.id, 409, 'project_already_exists'],
    ] as const
    for (const [projectId, status, type] of refusals) {
      assert.partialDeepStrictEqual(await create({ projectId }), { status, body: { type } })
    }
  })

  it('are made once when the same id is asked for twice at the same time', async () => {
    const projectId = `twice-${Date.now()}`
    const answers = await Promise.all([create({ projectId }), create({ projectId }), create({ projectId })])
    assert.deepEqual(answers.filter(({ status }) => status === 201).length, 1)
    assert.deepEqual(answers.filter(({ status }) => status === 409).length, 2)
  })

  it('belong to an organisation of which the caller is a member', async () => {
    for (const teamId of ['nothing', project.teamId]) {
      const refused = await stranger.post('/v1/projects', { projectId: 'unique()', name: 'x', teamId })
      assert.equal(refused.status, 401)
    }
    assert.equal((await create({ teamId: 'nothing' })).status, 401)
  })

  it('are not seen or touched by strangers', async () => {
    const path = `/v1/projects/${project.id}`
    for (const answer of [
      await stranger.get(path),
      await stranger.patch(path, { name: 'Mine' }),
      await stranger.delete(path),
      await stranger.get(`${path}/keys`),
      await stranger.post(`${path}/keys`, { name: 'k', scopes: [] }),
      await stranger.patch(`${path}/team`, { teamId: project.teamId }),
      await stranger.with({ 'x-appwrite-project': project.id, 'x-appwrite-mode': 'admin' }).get('/v1/users'),
    ]) {
      assert.equal(answer.status, 401)
    }
    const listed = await stranger.get('/v1/projects')
    assert.deepEqual(listed.body, { total: 0, projects: [] })
    const guest = await stranger.with({ 'x-appwrite-session': '', cookie: '' }).get(path)
    assert.ok([401, 404].includes(guest.status))
  })

  it('are a matter of the console alone', async () => {
    const refused = await project.console.get(`/v1/projects/${project.id}`)
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'general_access_forbidden' } })
    const key = await project.server.get('/v1/projects')
    assert.partialDeepStrictEqual(key, { status: 401, body: { type: 'general_unauthorized_scope' } })
  })

  it('are renamed, and lose the details that are left out', async () => {
    const { body } = await create({ description: 'About' })
    const renamed = await owner.patch(`/v1/projects/${body.$id}`, { name: 'Renamed' })
    assert.partialDeepStrictEqual(renamed, { status: 200, body: { name: 'Renamed', description: '' } })
  })

  it('are listed, filtered and searched', async () => {
    const { body } = await create({ name: 'Quartzite' })
    const byName = JSON.stringify({ method: 'equal', attribute: 'name', values: ['Quartzite'] })
    const found = await owner.get('/v1/projects', { queries: [byName] })
    assert.deepEqual(found.body.projects[0], body)
    assert.equal((await owner.get('/v1/projects', { search: 'quartz' })).body.total, 1)
    assert.equal((await owner.get('/v1/projects', { search: 'zzzznothing' })).body.total, 0)
  })

  it('move between organisations of the same person', async () => {
    const { body } = await create()
    const other = (await owner.post('/v1/teams', { teamId: 'unique()', name: 'Other' })).body.$id
    const foreign = (await stranger.post('/v1/teams', { teamId: 'unique()', name: 'Foreign' })).body.$id
    for (const teamId of ['nothing', foreign]) {
      const refused = await owner.patch(`/v1/projects/${body.$id}/team`, { teamId })
      assert.partialDeepStrictEqual(refused, { status: 404, body: { type: 'team_not_found' } })
    }
    assert.equal((await owner.patch(`/v1/projects/${body.$id}/team`, { teamId: other })).body.teamId, other)
    assert.equal((await owner.get(`/v1/projects/${body.$id}`)).status, 200)
  })

  it('are gone at once when deleted, with their keys, and their id is free again', async () => {
    const doomed = await aProject()
    assert.equal((await doomed.server.get('/v1/teams')).status, 200)
    assert.equal((await doomed.owner.delete(`/v1/projects/${doomed.id}`)).status, 204)
    assert.equal((await doomed.owner.get(`/v1/projects/${doomed.id}`)).status, 404)
    assert.partialDeepStrictEqual(await doomed.server.get('/v1/teams'), {
      status: 404,
      body: { type: 'project_not_found' },
    })
    const again = { projectId: doomed.id, name: 'Again', teamId: doomed.teamId }
    assert.equal((await doomed.owner.post('/v1/projects', again)).status, 201)
    assert.partialDeepStrictEqual(await doomed.server.get('/v1/teams'), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
  })

  it('count the pings of their apps', async () => {
    const { body } = await create()
    const app = project.aGuest().with({ 'x-appwrite-project': body.$id })
    const pong = await app.get('/v1/ping')
    assert.deepEqual([pong.status, pong.body], [200, 'Pong!'])
    const seen = await until(async () => {
      const { body: now } = await owner.get(`/v1/projects/${body.$id}`)
      return now.pingCount === 1 ? now : null
    })
    assert.notEqual(seen.pingedAt, '')
    const none = await project.aGuest().with({ 'x-appwrite-project': 'console' }).get('/v1/ping')
    assert.partialDeepStrictEqual(none, { status: 404, body: { type: 'project_not_found' } })
  })
})
