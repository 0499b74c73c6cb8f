import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const hook = {
  name: 'Hook',
  events: ['users.*.create', 'databases.*.tables.*.rows.*'],
  url: 'https://example.com/hook?a=1',
  security: true,
}

describe('webhooks of a project', () => {
  let project: TestProject
  let webhooks: string
  before(async () => {
    project = await aProject()
    webhooks = `/v1/projects/${project.id}/webhooks`
  })

  it('are made with a key that signs', async () => {
    const made = await project.owner.post(webhooks, { ...hook, httpUser: 'hu', httpPass: 'hp' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { ...hook, httpUser: 'hu', httpPass: 'hp', enabled: true, logs: '', attempts: 0 },
    })
    assert.match(made.body.signatureKey, /^[0-9a-f]{128}$/)
    assert.deepEqual((await project.owner.get(`${webhooks}/${made.body.$id}`)).body, made.body)
    const listed = await project.owner.get(webhooks)
    assert.deepEqual(listed.body.webhooks.at(-1), made.body)
    assert.deepEqual((await project.owner.get(`/v1/projects/${project.id}`)).body.webhooks, listed.body.webhooks)
  })

  it('keep their key when they change, and get another on request', async () => {
    const { body } = await project.owner.post(webhooks, hook)
    const path = `${webhooks}/${body.$id}`
    const changed = await project.owner.put(path, { ...hook, name: 'Other', enabled: false, httpUser: 'x' })
    assert.partialDeepStrictEqual(changed.body, { name: 'Other', enabled: false, httpUser: 'x', httpPass: '' })
    assert.equal(changed.body.signatureKey, body.signatureKey)
    const rotated = await project.owner.patch(`${path}/signature`, {})
    assert.match(rotated.body.signatureKey, /^[0-9a-f]{128}$/)
    assert.notEqual(rotated.body.signatureKey, body.signatureKey)
  })

  it('are deleted, and belong to one project', async () => {
    const { body } = await project.owner.post(webhooks, hook)
    const other = await aProject()
    const foreign = `/v1/projects/${other.id}/webhooks/${body.$id}`
    assert.equal((await project.owner.delete(foreign)).status, 404)
    assert.equal((await project.owner.delete(`${webhooks}/${body.$id}`)).status, 204)
    for (const answer of [
      await project.owner.get(`${webhooks}/${body.$id}`),
      await project.owner.put(`${webhooks}/${body.$id}`, hook),
      await project.owner.patch(`${webhooks}/${body.$id}/signature`, {}),
      await project.owner.delete(`${webhooks}/${body.$id}`),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'webhook_not_found' } })
    }
  })

  it('take events that exist and hosts that others can reach by name', async () => {
    assert.equal((await project.owner.post(webhooks, { ...hook, url: 'http://receiver:5077/hook' })).status, 201)
    for (const change of [
      { events: ['nope.x'] },
      { events: 'users.*' },
      { url: 'nope' },
      { url: 'ftp://example.com' },
      { url: 'http://127.0.0.1/' },
      { url: 'http://[::1]/' },
      { url: 'http://2130706433/' },
      { url: 'http://localhost:8080/' },
      { url: 'http://console.localhost/' },
      { name: '' },
    ]) {
      const refused = await project.owner.post(webhooks, { ...hook, ...change })
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })

  it('do not stand in the way of changes in the project', async () => {
    await project.owner.post(webhooks, { ...hook, events: ['users.*'] })
    assert.equal((await project.server.post('/v1/users', { userId: 'unique()', name: 'Ada' })).status, 201)
  })
})
