import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Unrecoverable } from '@basalt/bus'
import { mailJob, type MailOrder, queueMail, requeueMails } from '@basalt/core/mails'
import type { Project } from '@basalt/core/projects'
import { type Schema, sql } from '@basalt/database'
import type { Services } from '@basalt/worker/services'
import { Mailbox } from '#support/mail.ts'
import { freshStores, type Stores } from '../activity/stores.ts'

const order: MailOrder = {
  type: 'otpSession',
  locale: 'en',
  to: { name: 'Ada', address: 'ada@users.test' },
  variables: { user: 'Ada', otp: '123456', phrase: '', agentDevice: '', agentClient: '', agentOs: '' },
}

describe('mails that wait', () => {
  let stores: Stores
  let mailbox: Mailbox
  let worker: Services
  let project: Project
  let schema: Schema
  before(async () => {
    ;[stores, mailbox] = await Promise.all([freshStores(), Mailbox.open()])
    const plain = await stores.aWorker()
    const smtp = { url: mailbox.url, fromName: 'Basalt', fromAddress: 'noreply@basalt.test' }
    worker = { ...plain, config: { ...plain.config, smtp } }
    project = await stores.aProject()
    schema = stores.database.schema(project.schema)
  })
  beforeEach(async () => {
    mailbox.refusal = null
    await schema.run(sql`DELETE FROM mails`)
    await stores.bus.redis.flushdb()
  })
  after(async () => {
    await mailbox.close()
    await stores[Symbol.asyncDispose]()
  })

  const waiting = () => schema.all<{ id: string; failedAt: string | null }>(sql`SELECT id, failedAt FROM mails`)
  const queue = async (): Promise<string> => {
    await schema.transaction((tx) => queueMail(tx, worker, project, order))
    const [mail] = await waiting()
    assert.ok(mail)
    return mail.id
  }
  const send = (mailId: string, attempt = 1): Promise<void> =>
    mailJob.run(
      { projectId: project.id, mailId },
      { ...worker, attempt, log: worker.log, signal: new AbortController().signal },
    )

  it('are sent once, however often they are asked for', async () => {
    const id = await queue()
    const before = mailbox.mails.length
    await send(id)
    await send(id)
    assert.equal(mailbox.mails.length, before + 1)
    const sent = mailbox.mails.at(-1)
    assert.match(sent?.text ?? '', /123456/)
    assert.doesNotMatch(sent?.text ?? '', /security phrase|undefined|\{\{/)
    assert.deepEqual(await waiting(), [])
  })

  it('hold nothing that can be read', async () => {
    await queue()
    const [row] = await schema.all<{ content: string }>(sql`SELECT content FROM mails`)
    assert.doesNotMatch(Buffer.from(row?.content ?? '', 'base64').toString('latin1'), /123456|ada@/)
  })

  it('are not written by a transaction that fails', async () => {
    const failing = schema.transaction(async (tx) => {
      await queueMail(tx, worker, project, order)
      throw new Error('the act failed')
    })
    await assert.rejects(failing, /the act failed/)
    assert.deepEqual(await waiting(), [])
    assert.equal(await worker.queues.size('mails.send'), 0)
  })

  it('wait for a server that is away, and are given up in the end', async () => {
    const id = await queue()
    mailbox.refusal = '451 come back later'
    await assert.rejects(send(id), (error) => !(error instanceof Unrecoverable))
    assert.equal((await waiting())[0]?.failedAt, null)
    mailbox.refusal = null
    await send(id, 2)
    assert.deepEqual(await waiting(), [])
    const hopeless = await queue()
    mailbox.refusal = '451 come back later'
    await assert.rejects(send(hopeless, mailJob.attempts))
    assert.notEqual((await waiting())[0]?.failedAt, null)
  })

  it('are given up at once when they are refused for good', async () => {
    const id = await queue()
    mailbox.refusal = '550 nobody here'
    await assert.rejects(send(id), Unrecoverable)
    assert.notEqual((await waiting())[0]?.failedAt, null)
    mailbox.refusal = null
    const before = mailbox.mails.length
    await send(id)
    assert.equal(mailbox.mails.length, before)
  })

  it('come back into a queue that was lost', async () => {
    const id = await queue()
    await stores.bus.redis.flushdb()
    assert.equal(await worker.queues.size('mails.send'), 0)
    const requeue = () => requeueMails(schema, worker.queues, project.id, new AbortController().signal)
    await requeue()
    assert.equal(await worker.queues.size('mails.send'), 0, 'a mail that is new may still be on its way')
    const aWhileAgo = new Date(Date.now() - 120_000)
    await schema.run(sql`UPDATE mails SET createdAt = ${aWhileAgo} WHERE id = ${id}`)
    await requeue()
    await requeue()
    assert.equal(await worker.queues.size('mails.send'), 1)
  })

  it('are given up when they are a day late', async () => {
    const id = await queue()
    await stores.bus.redis.flushdb()
    await schema.run(sql`UPDATE mails SET createdAt = ${new Date(Date.now() - 25 * 3600 * 1000)} WHERE id = ${id}`)
    await requeueMails(schema, worker.queues, project.id, new AbortController().signal)
    assert.equal(await worker.queues.size('mails.send'), 0)
    assert.notEqual((await waiting())[0]?.failedAt, null)
  })
})
