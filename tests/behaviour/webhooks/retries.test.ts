import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startWorkers } from '@basalt/bus'
import { appendActivity } from '@basalt/core/activity'
import { createWebhook, type Project } from '@basalt/core/projects'
import { deliverWebhook, webhookConsumer } from '@basalt/core/webhooks'
import { type Schema, sql } from '@basalt/database'
import { Dispatcher } from '@basalt/worker/dispatcher'
import type { Services } from '@basalt/worker/services'
import { aReceiver, type Receiver } from '#support/receiver.ts'
import { until } from '#support/until.ts'
import { freshStores, owner, type Stores } from '../activity/stores.ts'

describe('a delivery that fails', () => {
  let stores: Stores
  let services: Services
  let receiver: Receiver
  let project: Project
  let schema: Schema
  let webhookId: string
  const running = new AsyncDisposableStack()

  before(async () => {
    stores = await freshStores()
    const worker = await stores.aWorker()
    const smtp = { url: 'smtp://127.0.0.1:9', fromName: 'Basalt', fromAddress: 'basalt@basalt.test' }
    services = { ...worker, config: { ...worker.config, outgoing: { allowPrivate: true }, smtp } }
    const { platform } = stores.database
    const now = new Date()
    await platform.run(
      sql`INSERT INTO users (id, createdAt, updatedAt, registeredAt, name, email) VALUES ('owner', ${now}, ${now}, ${now}, 'Olga', 'olga@basalt.test')`,
    )
    await platform.run(
      sql`INSERT INTO memberships (id, teamId, userId, createdAt, updatedAt, invitedAt, confirmed)
          VALUES ('m', 'org', 'owner', ${now}, ${now}, ${now}, TRUE)`,
    )
    const options = { consumers: [webhookConsumer(services)], pollSeconds: 1 }
    const dispatcher = running.adopt(new Dispatcher(services, options), (one) => one.close())
    await dispatcher.start()
    const log = services.log.child({}, { level: 'silent' })
    running.adopt(await startWorkers(services.bus, [deliverWebhook], services, log), (one) => one.close())
  })
  after(async () => {
    await running.disposeAsync()
    await stores[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    receiver = running.adopt(await aReceiver(), (one) => one.close())
    project = await stores.aProject()
    schema = stores.database.schema(project.schema)
    const input = { name: 'Hook', enabled: true, events: ['teams.*'], url: receiver.url, security: true }
    const made = await stores.database.platform.transaction((tx) =>
      createWebhook(tx, services.secrets, owner, project.id, { ...input, httpUser: '', httpPass: '' }),
    )
    webhookId = String(made.$id)
  })

  const append = async (...events: readonly string[]): Promise<void> => {
    const origin = { project, actor: owner, ip: '', userAgent: '', locale: 'en', country: () => Promise.resolve('--') }
    const happenings = events.map((event) => ({ event, auditEvent: null, resource: null, payload: { event } }))
    await schema.transaction((tx) => appendActivity(tx, stores.bus, origin, happenings))
  }

  /** What waits is due now, long enough ago for the dispatcher to enqueue it again. */
  const hurry = async (): Promise<void> => {
    const past = new Date(Date.now() - 60_000)
    await schema.run(sql`UPDATE webhookDeliveries SET dueAt = ${past} WHERE status = 'pending'`)
    await services.queues.add(
      deliverWebhook,
      { projectId: project.id, webhookId },
      { id: `hurry-${webhookId}-${performance.now()}` },
    )
  }

  const statuses = async (): Promise<readonly string[]> => {
    const rows = await schema.all<{ status: string }>(sql`SELECT status FROM webhookDeliveries ORDER BY sequence`)
    return rows.map(({ status }) => status)
  }

  const sent = (): readonly string[] => receiver.calls.map(({ body, answered }) => `${body.event} ${answered}`)

  it('is tried again, the same in everything but its number', async () => {
    receiver.answer = () => (receiver.calls.length < 2 ? 500 : 204)
    await append('teams.a.create')
    await receiver.received(1)
    await until(async () => (await statuses()).join() === 'pending')
    await until(async () => {
      await hurry()
      return (await statuses()).join() === 'delivered'
    })
    const [first, , third] = receiver.calls
    assert.equal(receiver.calls.length, 3)
    assert.equal(first?.text, third?.text)
    const header = 'x-basalt-webhook-delivery'
    assert.equal(first?.headers[header], third?.headers[header])
    assert.deepEqual(
      receiver.calls.map(({ headers }) => headers['x-basalt-webhook-attempt']),
      ['1', '2', '3'],
    )
  })

  it('holds back later changes of the same record, and no others', async () => {
    let failing = true
    receiver.answer = ({ body }) => (failing && body.event === 'teams.a.create' ? 500 : 200)
    await append('teams.a.create', 'teams.a.update', 'teams.b.create', 'teams.b.update', 'teams.a.delete')
    await until(async () => (await statuses()).join() === 'pending,pending,delivered,delivered,pending')
    assert.deepEqual(sent().toSorted(), ['teams.a.create 500', 'teams.b.create 200', 'teams.b.update 200'])
    failing = false
    await until(async () => {
      await hurry()
      return (await statuses()).every((status) => status === 'delivered')
    })
    const ofA = sent().filter((call) => call.includes('.a.') && call.endsWith('200'))
    assert.deepEqual(ofA, ['teams.a.create 200', 'teams.a.update 200', 'teams.a.delete 200'])
  })

  it('is not lost when Redis loses its queues', async () => {
    receiver.answer = () => 500
    await append('teams.a.create')
    await receiver.received(1)
    await until(async () => (await statuses()).join() === 'pending')
    await stores.bus.redis.flushdb()
    receiver.answer = () => 200
    await schema.run(sql`UPDATE webhookDeliveries SET dueAt = ${new Date(Date.now() - 60_000)}`)
    await until(async () => (await statuses()).join() === 'delivered', { deadline: 15_000 })
  })

  it('is given up in the end, and many of them switch the webhook off until its owner returns', async () => {
    receiver.answer = () => 500
    const events = Array.from({ length: 10 }, (_, n) => `teams.t${n}.create`)
    await append(...events, 'teams.late.create')
    await until(async () => (await statuses()).length === 11)
    await schema.run(sql`UPDATE webhookDeliveries SET attempts = 7 WHERE event <> 'teams.late.create'`)
    await until(
      async () => {
        await hurry()
        return (await statuses()).filter((status) => status === 'failed').length === 10
      },
      { deadline: 15_000 },
    )
    await until(async () => {
      const off = sql`SELECT 1 FROM webhooks WHERE id = ${webhookId} AND NOT enabled AND attempts = 10`
      return (await stores.database.platform.one(off)) !== null
    })
    const [mail, ...more] = await stores.database.platform.all<{ content: string }>(sql`SELECT content FROM mails`)
    assert.equal(more.length, 0)
    const told = JSON.parse(services.secrets.decrypt(mail?.content ?? '')) as {
      to: object
      subject: string
      text: string
    }
    assert.deepEqual(told.to, { name: 'Olga', address: 'olga@basalt.test' })
    assert.equal(told.subject, `Webhook Hook of ${project.name} was switched off`)
    assert.ok(told.text.includes('status 500'))
    receiver.answer = () => 200
    await stores.database.platform.run(sql`UPDATE webhooks SET enabled = TRUE, attempts = 0 WHERE id = ${webhookId}`)
    await until(async () => {
      await hurry()
      return (await statuses()).at(-1) === 'delivered'
    })
  })
})
