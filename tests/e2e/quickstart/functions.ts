import assert from 'node:assert/strict'
import { archiveOf } from '#support/archive.ts'
import { until } from '#support/until.ts'
import type { NewProject } from './console.ts'
import type { Sdks } from './sdks.ts'

/** Counts the users through the API with the key that comes with the request. */
const code = `module.exports = async ({ req, res, log }) => {
  log('counting for ' + req.method)
  const answer = await fetch(process.env.APPWRITE_FUNCTION_API_ENDPOINT + '/users', {
    headers: {
      'x-appwrite-project': process.env.APPWRITE_FUNCTION_PROJECT_ID,
      'x-appwrite-key': req.headers['x-appwrite-key'],
    },
  })
  const { total } = await answer.json()
  return res.json({ status: answer.status, total, mode: process.env.MODE, built: require('./built.json') }, 201)
}`

/** With the key: a function is deployed, called, called in the background, and deployed anew. */
export async function deployFunction(
  { server }: Sdks,
  endpoint: string,
  { projectId, key }: NewProject,
): Promise<void> {
  const client = new server.Client().setEndpoint(endpoint).setProject(projectId).setKey(key)
  const functions = new server.Functions(client)
  const { $id: functionId } = await functions.create({
    functionId: server.ID.unique(),
    name: 'Count',
    runtime: server.Runtime.Node22,
    entrypoint: 'index.js',
    commands: `echo '{"step":"done"}' > built.json`,
    scopes: ['users.read'] as never[], // the first generation has plain texts here, the newest one an enumeration
  })
  // The newest generation wants an id, too.
  const variable = { functionId, variableId: server.ID.unique(), key: 'MODE', value: 'test' }
  await functions.createVariable(variable)
  const users = new server.Users(client)
  const { $id: userId } = await users.create({ userId: server.ID.unique() })
  const { total } = await users.list()

  const archive = new File([new Uint8Array(await archiveOf({ 'index.js': code }))], 'code.tar.gz')
  const uploaded = await functions.createDeployment({ functionId, code: archive, activate: true })
  const built = await until(
    async () => {
      const deployment = await functions.getDeployment({ functionId, deploymentId: uploaded.$id })
      return ['ready', 'failed'].includes(deployment.status) && deployment
    },
    { deadline: 60_000, what: 'the end of the build' },
  )
  assert.equal(built.status, 'ready', built.buildLogs)

  const execution = await functions.createExecution({ functionId })
  assert.partialDeepStrictEqual(execution, { status: 'completed', responseStatusCode: 201, errors: '' })
  const answer = JSON.parse(execution.responseBody) as object
  assert.deepEqual(answer, { status: 200, total, mode: 'test', built: { step: 'done' } })

  const queued = await functions.createExecution({ functionId, async: true, method: server.ExecutionMethod.PATCH })
  const done = await until(
    async () => {
      const run = await functions.getExecution({ functionId, executionId: queued.$id })
      return run.responseStatusCode > 0 && run
    },
    { deadline: 30_000, what: 'the end of the run' },
  )
  assert.equal(done.logs, 'counting for PATCH')

  await functions.delete({ functionId })
  await users.delete({ userId })
}
