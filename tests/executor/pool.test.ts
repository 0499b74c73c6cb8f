import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ExecutorError } from '@basalt/executor-client'
import { until } from '#support/until.ts'
import { code, run, startExecutor } from './executor.ts'

const hello = { 'main.js': `module.exports = ({ res }) => res.text('hello')` }
const waits = {
  'main.js': `module.exports = async ({ req, res }) => { if (req.path === '/wait') await new Promise((go) => setTimeout(go, 300)); return res.text('done') }`,
}

it('ends what nobody has used for a while', async () => {
  await using executor = await startExecutor({ BASALT_EXECUTOR_IDLE_SECONDS: '1' })
  await run(executor, 'idle', hello)
  assert.equal((await executor.client.state())[0]?.runtimes.length, 1)
  await until(async () => (await executor.client.state())[0]?.runtimes.length === 0)
  assert.equal((await run(executor, 'idle', hello)).coldStart, true)
})

it('makes room by ending what is idle, and waits for what is not', async () => {
  await using executor = await startExecutor({ BASALT_EXECUTOR_MAX_RUNTIMES: '2' })
  for (const name of ['one', 'two', 'three']) await run(executor, name, hello)
  const [state] = await executor.client.state()
  assert.deepEqual(state?.runtimes.map(({ deploymentId }) => deploymentId).toSorted(), ['three', 'two'])
  const busy = ['a', 'b', 'c', 'd'].map((name) => run(executor, name, waits, { path: '/wait' }))
  assert.deepEqual(
    (await Promise.all(busy)).map(({ body }) => body.toString()),
    ['done', 'done', 'done', 'done'],
  )
})

it('says that it has no room when none comes in time', async () => {
  await using executor = await startExecutor({ BASALT_EXECUTOR_MAX_RUNTIMES: '1' })
  const slow = {
    'main.js': `module.exports = async ({ res }) => { await new Promise((go) => setTimeout(go, 3000)); return res.empty() }`,
  }
  const first = run(executor, 'slow', slow)
  await until(async () => (await executor.client.state())[0]?.runtimes[0]?.underWay === 1)
  await assert.rejects(run(executor, 'late', hello, { timeoutSeconds: 1 }), (error: unknown) => {
    assert.ok(error instanceof ExecutorError)
    assert.ok(['overloaded', 'start_timeout'].includes(error.type), error.type)
    return true
  })
  assert.equal((await first).statusCode, 204)
})

it('is warm before the first request when it was asked to', async () => {
  await using executor = await startExecutor()
  await run(executor, 'warm', hello)
  await executor.restart()
  await executor.client.warm({ ...code('warm'), code: () => assert.fail('the code outlives a restart') })
  assert.equal((await run(executor, 'warm', hello)).coldStart, false)
})

it('forgets a deployment that is evicted', async () => {
  await using executor = await startExecutor()
  await run(executor, 'gone', hello)
  await executor.client.evict('project', 'gone')
  assert.equal((await executor.client.state())[0]?.runtimes.length, 0)
  const again = await run(executor, 'gone', { 'main.js': `module.exports = ({ res }) => res.text('new')` })
  assert.equal(again.body.toString(), 'new')
})
