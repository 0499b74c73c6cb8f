import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const variables = '/v1/project/variables'

describe('variables of a project', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('are secret unless told, and then nobody reads them', async () => {
    const secret = await project.console.post(variables, { key: 'SECRET', value: 'hidden' })
    assert.partialDeepStrictEqual(secret, {
      status: 201,
      body: { key: 'SECRET', value: '', secret: true, resourceType: 'project', resourceId: '' },
    })
    const open = await project.console.post(variables, { key: 'OPEN', value: 'seen', secret: false })
    assert.partialDeepStrictEqual(open.body, { value: 'seen', secret: false })
    const listed = await project.console.get(variables)
    assert.deepEqual(listed.body, { total: 2, variables: [secret.body, open.body] })
    assert.deepEqual((await project.console.get(`${variables}/${secret.body.$id}`)).body, secret.body)
  })

  it('change value and key, and never become readable again', async () => {
    const { body } = await project.console.post(variables, { key: 'A', value: 'one', secret: false })
    const path = `${variables}/${body.$id}`
    assert.equal((await project.console.put(path, { key: 'A', value: 'two' })).body.value, 'two')
    assert.partialDeepStrictEqual((await project.console.put(path, { key: 'B' })).body, { key: 'B', value: 'two' })
    assert.partialDeepStrictEqual((await project.console.put(path, { key: 'B', secret: true })).body, { value: '' })
    assert.partialDeepStrictEqual(await project.console.put(path, { key: 'B', secret: false }), {
      status: 400,
      body: { type: 'variable_cannot_unset_secret' },
    })
  })

  it('have one value a key', async () => {
    await project.console.post(variables, { key: 'TAKEN', value: '1' })
    const taken = { status: 409, body: { type: 'variable_already_exists' } }
    assert.partialDeepStrictEqual(await project.console.post(variables, { key: 'TAKEN', value: '2' }), taken)
    const { body } = await project.console.post(variables, { key: 'FREE', value: '' })
    assert.partialDeepStrictEqual(await project.console.put(`${variables}/${body.$id}`, { key: 'TAKEN' }), taken)
  })

  it('are deleted', async () => {
    const { body } = await project.console.post(variables, { key: 'GONE', value: '' })
    assert.equal((await project.console.delete(`${variables}/${body.$id}`)).status, 204)
    for (const answer of [
      await project.console.get(`${variables}/${body.$id}`),
      await project.console.put(`${variables}/${body.$id}`, { key: 'x' }),
      await project.console.delete(`${variables}/${body.$id}`),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'variable_not_found' } })
    }
  })

  it('are checked', async () => {
    for (const body of [
      { value: 'x' },
      { key: 'K'.repeat(256), value: '' },
      { key: 'K', value: 'x'.repeat(8193) },
      { key: 'K', value: 5 },
      { key: 'K', value: '', secret: 'true' },
    ]) {
      const refused = await project.console.post(variables, body)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })

  it('are for the console alone, also when a user of the app asks', async () => {
    const made = await project.console.post(variables, { key: 'MINE', value: 'seen', secret: false })
    for (const client of [project.aGuest(), await project.aUser(), project.server]) {
      for (const answer of [
        await client.get(variables),
        await client.get(`${variables}/${made.body.$id}`),
        await client.post(variables, { key: 'NEW', value: '' }),
        await client.delete(`${variables}/${made.body.$id}`),
      ]) {
        assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'general_unauthorized_scope' } })
      }
    }
  })
})
