import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { until } from '#support/until.ts'

describe('mails that cannot be sent', () => {
  let server: TestServer
  let project: TestProject
  let metricsPort: number

  before(async () => {
    metricsPort = await aFreePort()
    server = await aServer({ BASALT_METRICS_PORT: String(metricsPort) })
    project = await aProject({ on: server })
  })
  after(async () => {
    server.mailbox.refusal = null
    await server.close()
  })

  const ask = (email: string) => project.aGuest().post('/v1/account/tokens/email', { userId: 'unique()', email })
  const size = async (path: string): Promise<number> => (await project.server.get(`/v1/health/queue/${path}`)).body.size
  const isMeasured = async (line: RegExp): Promise<boolean> =>
    line.test(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text())
  const measured = (line: RegExp) => until(() => isMeasured(line), { deadline: 10_000, what: String(line) })

  it('wait, count as tried again, and never fail the request', async () => {
    server.mailbox.refusal = '451 come back later'
    assert.equal((await ask('later@users.test')).status, 201)
    await measured(/^basalt_jobs_total\{[^}]*queue="mails\.send",result="again"[^}]*\} 1\b/m)
    await measured(/^basalt_queue_jobs\{[^}]*queue="mails\.send",state="open"[^}]*\} 1\b/m)
    assert.equal(await size('mails'), 1)
    assert.equal(await size('failed/v1-mails'), 0)
  })

  it('are told of by health and metrics once they are given up, and never fail the request', async () => {
    server.mailbox.refusal = '550 nobody here'
    assert.equal((await ask('never@users.test')).status, 201)
    await until(async () => (await size('failed/v1-mails')) === 1, {
      deadline: 10_000,
      what: 'the failed mail in health',
    })
    await measured(/^basalt_jobs_total\{[^}]*queue="mails\.send",result="failed"[^}]*\} 1\b/m)
    await measured(/^basalt_queue_jobs\{[^}]*queue="mails\.send",state="failed"[^}]*\} 1\b/m)
    const alarm = await project.server.get('/v1/health/queue/failed/v1-mails', { threshold: 1 })
    assert.partialDeepStrictEqual(alarm, { status: 503, body: { type: 'health_queue_size_exceeded' } })
  })
})

async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number } // it listens on TCP
  await new Promise((resolve) => server.close(resolve))
  return port
}
