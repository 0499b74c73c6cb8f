import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

describe('functions', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('are not live from the change of a variable on', async () => {
    await project.server.post('/v1/functions', { functionId: 'vars', name: 'Vars', runtime: 'node-22' })
    const made = await project.server.post('/v1/functions/vars/variables', { key: 'TOKEN', value: 'hush' })
    assert.partialDeepStrictEqual(made, { status: 201, body: { value: '', secret: true, resourceType: 'function' } })
    const shown = await project.server.get('/v1/functions/vars')
    assert.partialDeepStrictEqual(shown.body, { live: false, vars: [{ key: 'TOKEN', value: '' }] })
    const listed = await project.server.get('/v1/functions')
    assert.deepEqual(listed.body.functions[0].vars, shown.body.vars)
  })

  it('have variables of their own', async () => {
    await project.server.post('/v1/functions', { functionId: 'one', name: 'One', runtime: 'node-22' })
    await project.server.post('/v1/functions', { functionId: 'two', name: 'Two', runtime: 'node-22' })
    const made = await project.server.post('/v1/functions/one/variables', { key: 'A', value: '1', secret: false })
    const path = `/v1/functions/two/variables/${made.body.$id}`
    for (const answer of [
      await project.server.get(path),
      await project.server.put(path, { key: 'A', value: '2' }),
      await project.server.delete(path),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'variable_not_found' } })
    }
    await project.server.delete('/v1/functions/one')
    await project.server.post('/v1/functions', { functionId: 'one', name: 'One again', runtime: 'node-22' })
    assert.equal((await project.server.get('/v1/functions/one/variables')).body.total, 0)
  })

  it('keep runtime and entrypoint when an update leaves them out, and lose the rest', async () => {
    const settings = { runtime: 'node-22', entrypoint: 'a.js', commands: 'npm i', events: ['users.*.create'] }
    await project.server.post('/v1/functions', { functionId: 'kept', name: 'Kept', ...settings })
    const changed = await project.server.put('/v1/functions/kept', { name: 'Kept', runtime: '' })
    assert.partialDeepStrictEqual(changed, {
      status: 200,
      body: { runtime: 'node-22', entrypoint: 'a.js', commands: '', events: [] },
    })
  })

  it('refuse what they could not run with', async () => {
    const refused = async (more: object): Promise<unknown> =>
      (await project.server.post('/v1/functions', { functionId: 'no', name: 'No', runtime: 'node-22', ...more })).body
        .type
    assert.equal(await refused({ runtime: 'cpp-20' }), 'function_runtime_unsupported')
    assert.equal(await refused({ schedule: '61 * * * *' }), 'general_argument_invalid')
    assert.equal(await refused({ events: ['functions.*.executions.*.update'] }), 'general_argument_invalid')
    assert.equal(await refused({ execute: ['nobody'] }), 'general_argument_invalid')
    assert.equal(await refused({ installationId: 'gh' }), 'installation_not_found')
  })

  it('are for keys with their scopes, and never for the console itself', async () => {
    const reader = await project.aKey(['functions.read'])
    const made = await reader.post('/v1/functions', { functionId: 'no', name: 'No', runtime: 'node-22' })
    assert.partialDeepStrictEqual(made, { status: 401, body: { type: 'general_unauthorized_scope' } })
    assert.equal((await reader.get('/v1/functions')).status, 200)
    assert.equal((await (await project.aUser()).get('/v1/functions')).status, 401)
  })
})
