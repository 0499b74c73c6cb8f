import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { archiveOf } from '#support/archive.ts'
import { aFunction, builtDeployment, uploadCode } from '#support/functions.ts'
import { aSocket } from '#support/socket.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { chunksOf } from '#support/upload.ts'
import { until } from '#support/until.ts'

const hello = { 'index.js': 'module.exports = ({ res }) => res.text("hello")' }

describe('deployments', () => {
  let project: TestProject
  let code: Buffer
  const create = async (functionId: string, more: object = {}): Promise<void> => {
    const settings = { name: functionId, runtime: 'node-22', entrypoint: 'index.js', ...more }
    const made = await project.server.post('/v1/functions', { functionId, ...settings })
    assert.equal(made.status, 201)
  }
  before(async () => {
    project = await aProject()
    code = await archiveOf(hello)
  })

  it('are built after the upload, and become active', async () => {
    await create('plain')
    const uploaded = await uploadCode(project.server, 'plain', code, { commands: 'echo built by $USER_NAME' })
    assert.partialDeepStrictEqual(uploaded, { status: 202, body: { type: 'manual', activate: true, buildId: '' } })
    const built = await builtDeployment(project.server, 'plain', uploaded.body.$id)
    assert.equal(built.status, 'ready', built.buildLogs)
    assert.match(built.buildLogs, /built by/)
    assert.equal(built.totalSize, built.sourceSize + built.buildSize)
    const shown = await project.server.get('/v1/functions/plain')
    assert.partialDeepStrictEqual(shown.body, {
      deploymentId: built.$id,
      latestDeploymentId: built.$id,
      latestDeploymentStatus: 'ready',
      live: true,
    })
  })

  it('take chunks in any order, and those that come again', async () => {
    await create('chunked')
    const chunks = chunksOf(code, Math.ceil(code.length / 4))
    const [last, ...others] = chunks.toReversed()
    assert.ok(last && others.length > 1)
    const first = await uploadCode(project.server, 'chunked', last.part, { range: last.range })
    assert.partialDeepStrictEqual(first, { status: 202, body: { status: 'waiting', sourceSize: code.length } })
    const headers = { 'x-appwrite-id': first.body.$id }
    for (const { part, range } of [...others, ...others]) {
      assert.equal((await uploadCode(project.server, 'chunked', part, { range, headers })).status, 202)
    }
    const built = await builtDeployment(project.server, 'chunked', first.body.$id)
    assert.equal(built.status, 'ready', built.buildLogs)
    const path = `/v1/functions/chunked/deployments/${built.$id}/download`
    assert.deepEqual((await project.server.get(path)).bytes, code)
    const part = await project.server.get(path, {}, { range: 'bytes=10-19' })
    assert.deepEqual([part.status, part.bytes], [206, code.subarray(10, 20)])
    const output = await project.server.get(path, { type: 'output' })
    assert.equal(output.headers['content-type'], 'application/gzip')
    assert.equal(output.bytes.length, built.buildSize)
  })

  it('refuse chunks that do not fit', async () => {
    await create('misfit')
    const first = await uploadCode(project.server, 'misfit', code.subarray(0, 50), {
      range: `bytes 0-49/${code.length}`,
    })
    const headers = { 'x-appwrite-id': first.body.$id }
    const odd = await uploadCode(project.server, 'misfit', code.subarray(60, 110), {
      range: `bytes 60-109/${code.length}`,
      headers,
    })
    assert.partialDeepStrictEqual(odd, { status: 400, body: { type: 'storage_invalid_content_range' } })
    const short = await uploadCode(project.server, 'misfit', code.subarray(50, 60), {
      range: `bytes 50-99/${code.length}`,
      headers,
    })
    assert.partialDeepStrictEqual(short, { status: 400, body: { type: 'storage_invalid_content_range' } })
    const huge = await uploadCode(project.server, 'misfit', code, { range: 'bytes 0-9/99000000000' })
    assert.partialDeepStrictEqual(huge, { status: 400, body: { type: 'storage_invalid_file_size' } })
  })

  it('fail with what the commands said, and leave the active one in place', async () => {
    const functionId = await aFunction(project, hello)
    const active = (await project.server.get(`/v1/functions/${functionId}`)).body.deploymentId
    const commands = 'echo before the fall; exit 3'
    const bad = await uploadCode(project.server, functionId, code, { commands })
    const built = await builtDeployment(project.server, functionId, bad.body.$id)
    assert.partialDeepStrictEqual(built, { status: 'failed', activate: false, buildSize: 0 })
    assert.match(built.buildLogs, /before the fall/)
    assert.match(built.buildLogs, /build commands ended with code 3/)
    const shown = await project.server.get(`/v1/functions/${functionId}`)
    assert.partialDeepStrictEqual(shown.body, { deploymentId: active, latestDeploymentStatus: 'failed' })
    const refused = await project.server.patch(`/v1/functions/${functionId}/deployment`, { deploymentId: built.$id })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'build_not_ready' } })
    const canceled = await project.server.patch(`/v1/functions/${functionId}/deployments/${built.$id}/status`)
    assert.partialDeepStrictEqual(canceled, { status: 400, body: { type: 'build_already_completed' } })
  })

  it('fail when the archive is none', async () => {
    await create('broken')
    const bad = await uploadCode(project.server, 'broken', Buffer.from('no archive at all'))
    const built = await builtDeployment(project.server, 'broken', bad.body.$id)
    assert.equal(built.status, 'failed')
    assert.match(built.buildLogs, /no .tar.gz, or broken/)
  })

  it('can be canceled while they are built, and show their log meanwhile', async () => {
    await create('slow')
    const slow = await uploadCode(project.server, 'slow', code, { commands: 'echo begun; sleep 600' })
    const path = `/v1/functions/slow/deployments/${slow.body.$id}`
    await until(async () => /begun/.test((await project.server.get(path)).body.buildLogs), {
      what: 'the log of a build under way',
      deadline: 15_000,
    })
    const canceled = await project.server.patch(`${path}/status`)
    assert.partialDeepStrictEqual(canceled, { status: 200, body: { status: 'canceled' } })
    assert.equal((await project.server.get('/v1/functions/slow')).body.latestDeploymentStatus, 'canceled')
    // The place of the canceled one is free again.
    const next = await uploadCode(project.server, 'slow', code)
    assert.equal((await builtDeployment(project.server, 'slow', next.body.$id)).status, 'ready')
    assert.equal((await project.server.get(path)).body.status, 'canceled')
  })

  it('show their log in the console as it grows', async () => {
    await create('watched')
    const cookie = `a_session_console=${project.owner.cookies.get('a_session_console')}`
    const { origin } = project
    const socket = await aSocket({ origin, projectId: 'console', channels: ['console'], headers: { cookie } })
    const commands = 'for word in one two three; do echo $word; sleep 1.2; done'
    const sent = await uploadCode(project.server, 'watched', code, { commands })
    const told = (): readonly { readonly status: string; readonly buildLogs: string }[] =>
      socket.frames.filter(({ data }) => data.payload?.$id === sent.body.$id).map(({ data }) => data.payload)
    await until(() => told().some(({ status }) => status === 'ready'), {
      what: 'the end of the build',
      deadline: 20_000,
    })
    const grown = [...new Set(told().map(({ buildLogs }) => buildLogs))]
    for (const [index, log] of grown.entries()) assert.ok(log.startsWith(grown[index - 1] ?? ''), log)
    const lines = grown.map((log) => log.split('\n').length - 1)
    assert.ok(
      lines.some((count) => count === 1 || count === 2),
      `the log grew by ${lines.join(', ')}`,
    )
    assert.match(grown.at(-1) ?? '', /one\ntwo\nthree/)
    assert.deepEqual([...new Set(told().map(({ status }) => status))], ['waiting', 'building', 'ready'])
    await socket.close()
  })

  it('never override a newer one', async () => {
    await create('race')
    const old = await uploadCode(project.server, 'race', code)
    const oldBuilt = await builtDeployment(project.server, 'race', old.body.$id)
    const fresh = await uploadCode(project.server, 'race', code)
    await builtDeployment(project.server, 'race', fresh.body.$id)
    const active = async (): Promise<string> => (await project.server.get('/v1/functions/race')).body.deploymentId
    assert.equal(await active(), fresh.body.$id)
    const back = await project.server.patch('/v1/functions/race/deployment', { deploymentId: oldBuilt.$id })
    assert.partialDeepStrictEqual(back, { status: 200, body: { $id: 'race', deploymentId: oldBuilt.$id } })
    assert.equal((await project.server.delete(`/v1/functions/race/deployments/${oldBuilt.$id}`)).status, 204)
    assert.equal(await active(), '')
    assert.equal((await project.server.get('/v1/functions/race')).body.latestDeploymentId, fresh.body.$id)
  })

  it('can be duplicated with the settings of today', async () => {
    const functionId = await aFunction(project, hello)
    const { deploymentId } = (await project.server.get(`/v1/functions/${functionId}`)).body
    await project.server.put(`/v1/functions/${functionId}`, { name: 'New', commands: 'echo anew' })
    const copy = await project.server.post(`/v1/functions/${functionId}/deployments/duplicate`, { deploymentId })
    assert.partialDeepStrictEqual(copy, { status: 202, body: { type: 'manual', activate: true } })
    const built = await builtDeployment(project.server, functionId, copy.body.$id)
    assert.match(built.buildLogs, /anew/)
    assert.equal((await project.server.get(`/v1/functions/${functionId}`)).body.deploymentId, copy.body.$id)
  })

  it('say what they miss', async () => {
    await create('missing', { entrypoint: '' })
    const type = async (answer: Promise<{ body: { type: string } }>): Promise<string> => (await answer).body.type
    assert.equal(await type(uploadCode(project.server, 'missing', code)), 'function_entrypoint_missing')
    const named = { entrypoint: 'index.js', name: 'code.zip' }
    assert.equal(await type(uploadCode(project.server, 'missing', code, named)), 'storage_file_type_unsupported')
    assert.equal(await type(uploadCode(project.server, 'nobody', code)), 'function_not_found')
    const repository = { type: 'branch', reference: 'main' }
    const vcs = project.server.post('/v1/functions/missing/deployments/vcs', repository)
    assert.equal(await type(vcs), 'provider_repository_not_found')
    const template = project.server.post('/v1/functions/missing/deployments/template', {
      ...repository,
      repository: 'templates',
      owner: 'somebody',
      rootDirectory: './',
    })
    assert.equal(await type(template), 'provider_repository_not_found')
  })

  it('are listed by their queries, without logs where a selection leaves them out', async () => {
    const functionId = await aFunction(project, hello, { commands: 'echo noise' })
    const list = (queries: readonly object[], search = '') =>
      project.server.get(`/v1/functions/${functionId}/deployments`, {
        queries: queries.map((query) => JSON.stringify(query)),
        ...(search === '' ? {} : { search }),
      })
    const ready = await list([{ method: 'equal', attribute: 'status', values: ['ready'] }])
    assert.equal(ready.body.total, 1)
    assert.match(ready.body.deployments[0].buildLogs, /noise/)
    const brief = await list([{ method: 'select', values: ['status'] }])
    assert.partialDeepStrictEqual(brief.body.deployments, [{ status: 'ready', buildLogs: '' }])
    assert.equal((await list([], 'manual')).body.total, 1)
    assert.equal((await list([], 'cli')).body.total, 0)
  })
})
