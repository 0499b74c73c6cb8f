import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Bus, openBus } from '@basalt/bus'
import { audienceOf, eventNames, publishRealtime } from '@basalt/core/activity'
import type { Body } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { theDocumentedClient } from '#support/documented-client.ts'
import { until } from '#support/until.ts'

const quiet = { warn: () => undefined, error: () => undefined }

describe('the documented client', () => {
  let project: TestProject
  let bus: Bus
  before(async () => {
    project = await aProject()
    bus = await openBus({ url: (await theServer()).redisUrl, startTimeoutSeconds: 5 }, quiet)
  })
  after(() => bus.close())

  const publish = async (n: number): Promise<void> => {
    const event = `buckets.b.files.f${n}.create`
    const audience = audienceOf(event, { readRoles: ['any'], projectId: project.id, teamId: project.teamId })
    assert.ok(audience)
    const message = { events: eventNames(event), timestamp: '', rolesChangedFor: [], payload: { n } }
    await publishRealtime(bus, { ...message, ...audience, project: project.id })
  }

  it('hears everything once and in order, however often its connection breaks', async () => {
    const client = await theDocumentedClient()
    const heard: number[] = []
    let resyncs = 0
    const stop = client.listen({
      endpoint: project.endpoint,
      project: project.id,
      channels: ['files'],
      onEvent: ({ payload }: Body) => heard.push(payload.n),
      onResync: () => resyncs++,
    })
    await until(async () => {
      await publish(0)
      return heard.length > 0
    })
    for (let n = 1; n <= 60; n++) {
      await publish(n)
      if (n % 20 === 10) client.breakAll()
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    await until(() => heard.at(-1) === 60, { deadline: 8000 })
    stop()
    const expected = Array.from({ length: 60 }, (_, index) => index + 1)
    assert.deepEqual(
      heard.filter((n) => n > 0),
      expected,
    )
    assert.equal(resyncs, 0)
  })
})
