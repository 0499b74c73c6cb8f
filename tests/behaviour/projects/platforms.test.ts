import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

describe('platforms', () => {
  let project: TestProject
  let platforms: string
  before(async () => {
    project = await aProject()
    platforms = `/v1/projects/${project.id}/platforms`
  })

  it('open the project to an origin at once, and close it again', async () => {
    const page = project.aGuest().with({ origin: 'https://app.example' })
    const write = () => page.post('/v1/account', {})
    assert.partialDeepStrictEqual(await write(), { status: 403, body: { type: 'general_unknown_origin' } })
    const made = await project.owner.post(platforms, { type: 'web', name: 'App', hostname: 'app.example' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { type: 'web', name: 'App', hostname: 'app.example', key: '', store: '', httpUser: '', httpPass: '' },
    })
    const known = await write()
    assert.equal(known.status, 400)
    assert.equal(known.headers['access-control-allow-origin'], 'https://app.example')
    const path = `${platforms}/${made.body.$id}`
    await project.owner.put(path, { name: 'App', hostname: 'other.example' })
    assert.equal((await write()).status, 403)
    await project.owner.put(path, { name: 'App', hostname: '*.example' })
    assert.equal((await write()).status, 400)
    assert.equal((await project.owner.delete(path)).status, 204)
    assert.equal((await write()).status, 403)
  })

  it('keep their type, and lose what a change leaves out', async () => {
    const { body } = await project.owner.post(platforms, { type: 'android', name: 'A', key: 'com.example', store: 's' })
    const changed = await project.owner.put(`${platforms}/${body.$id}`, { name: 'B' })
    assert.partialDeepStrictEqual(changed.body, { type: 'android', name: 'B', key: '', store: '' })
  })

  it('are listed and read', async () => {
    const { body } = await project.owner.post(platforms, { type: 'flutter-web', name: 'F', hostname: 'f.test' })
    assert.deepEqual((await project.owner.get(`${platforms}/${body.$id}`)).body, body)
    const listed = await project.owner.get(platforms)
    assert.deepEqual(listed.body.platforms.at(-1), body)
    assert.equal(listed.body.total, listed.body.platforms.length)
    assert.deepEqual((await project.owner.get(`/v1/projects/${project.id}`)).body.platforms, listed.body.platforms)
  })

  it('are checked', async () => {
    assert.equal((await project.owner.post(platforms, { type: 'web', name: 'x' })).status, 201)
    for (const body of [
      { type: 'toaster', name: 'x' },
      { type: 'web', name: 'x', hostname: 'http://x y' },
      { type: 'web', name: '' },
    ]) {
      const refused = await project.owner.post(platforms, body)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
    for (const answer of [
      await project.owner.get(`${platforms}/nothing`),
      await project.owner.put(`${platforms}/nothing`, { name: 'x' }),
      await project.owner.delete(`${platforms}/nothing`),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'platform_not_found' } })
    }
  })
})
