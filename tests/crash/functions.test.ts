import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { archiveOf } from '#support/archive.ts'
import { aFunction, builtDeployment, uploadCode } from '#support/functions.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'
import { aFleet, type Fleet } from './services.ts'

const slow = {
  'index.js': `module.exports = async ({ req, res, log }) => {
    log('attempt ' + (req.headers['x-basalt-attempt'] ?? 1))
    await new Promise((done) => setTimeout(done, 2000))
    return res.text('done')
  }`,
}
/** A lease runs out after 30 seconds. */
const patience = { deadline: 60_000 }

describe('kill -9 while functions are at work', () => {
  let fleet: Fleet
  let project: TestProject

  before(async () => {
    fleet = await aFleet()
    project = await aProject({ on: fleet.place })
  })
  after(() => fleet[Symbol.asyncDispose]())

  const statusOf = async (path: string): Promise<string> => (await project.server.get(path)).body.status
  const ended = async (path: string) => {
    await until(async () => ['completed', 'failed'].includes(await statusOf(path)), {
      ...patience,
      what: 'the end of a run',
    })
    return (await project.server.get(path)).body
  }

  it('of the worker in a build: another takes the build up', async () => {
    const settings = { functionId: 'built', name: 'Built', runtime: 'node-22', entrypoint: 'index.js' }
    assert.equal((await project.server.post('/v1/functions', settings)).status, 201)
    const commands = 'echo begun; sleep 3; echo ended'
    const uploaded = await uploadCode(project.server, 'built', await archiveOf(slow), { commands })
    const path = `/v1/functions/built/deployments/${uploaded.body.$id}`
    await until(async () => (await statusOf(path)) === 'building', { ...patience, what: 'a build under way' })
    await fleet.kill('worker')
    await fleet.start('worker')
    await until(async () => (await statusOf(path)) === 'ready', { ...patience, what: 'the build of the second worker' })
    const built = await builtDeployment(project.server, 'built', uploaded.body.$id)
    assert.match(built.buildLogs, /begun\nended/)
  })

  it('of the executor in a run: the run begins again, and ends', async () => {
    const functionId = await aFunction(project, slow)
    const path = `/v1/functions/${functionId}/executions`
    const asked = await project.server.post(path, { async: true })
    const waiting = project.server.post(path, {})
    await until(async () => (await statusOf(`${path}/${asked.body.$id}`)) === 'processing', { what: 'a run under way' })
    await fleet.kill('executor')
    assert.equal((await waiting).status, 503, 'who waits is told')
    await fleet.start('executor')
    const done = await ended(`${path}/${asked.body.$id}`)
    assert.equal(done.status, 'completed', done.errors)
    const { executions } = (await project.server.get(path)).body
    assert.deepEqual(
      executions.map(({ status }: { status: string }) => status).toSorted(),
      ['completed', 'failed'],
      'the run of who waited has ended too',
    )
  })

  it('of the worker in a run: another takes the run up', async () => {
    const functionId = await aFunction(project, slow)
    const path = `/v1/functions/${functionId}/executions`
    const asked = await project.server.post(path, { async: true })
    await until(async () => (await statusOf(`${path}/${asked.body.$id}`)) === 'processing', { what: 'a run under way' })
    await fleet.kill('worker')
    await fleet.start('worker')
    const done = await ended(`${path}/${asked.body.$id}`)
    assert.partialDeepStrictEqual(done, { status: 'completed', responseStatusCode: 200 })
    assert.match(done.logs, /attempt 2/)
  })
})
