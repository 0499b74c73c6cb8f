import { type Bus, job, type JobRun, type Queues, withLease } from '@basalt/bus'
import type { Config } from '@basalt/config'
import type { Database, Schema } from '@basalt/database'
import { callOutside, CallFailed } from '@basalt/delivery'
import * as z from 'zod'
import type { Project, ProjectDirectory } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { headersOf } from './message.ts'
import { tellOwners } from './notice.ts'
import { deleteDeliveries, type Delivery, dueDeliveries, finishDelivery, nextDueAt } from './queries.ts'
import { findReceiver, noteFailure, noteFault, noteSuccess, type Receiver } from './receivers.ts'

export type DeliveryServices = {
  readonly config: Pick<Config, 'outgoing' | 'smtp'>
  readonly database: Database
  readonly bus: Bus
  readonly projects: ProjectDirectory
  readonly queues: Queues
  readonly secrets: Secrets
}

const maxAttempts = 8
const firstDelaySeconds = 10
const timeoutSeconds = 15
const leaseSeconds = 30
/** Calls to one receiver at the same time; each is about another record. */
const parallelCalls = 8

/**
 * Sends what is due to one webhook. It may run any number of times: the rows say what is left, a lease keeps the runs
 * apart, and receivers know a repeat by the delivery's id.
 */
export const deliverWebhook = job({
  name: 'webhooks.deliver',
  payload: z.object({ projectId: z.string(), webhookId: z.string() }),
  attempts: 3,
  backoffSeconds: 5,
  concurrency: 32,
  async run({ projectId, webhookId }, services: DeliveryServices & JobRun) {
    const project = await services.projects.find(projectId)
    if (!project) return
    const schema = services.database.schema(project.schema)
    for (let isDue = true; isDue && !services.signal.aborted;) {
      const sent = await withLease(services.bus, `webhook:${webhookId}`, leaseSeconds, (lost) =>
        sendDue(services, project, schema, webhookId, AbortSignal.any([lost, services.signal])),
      )
      // Somebody else sends, and looks again when done, as here: what came in between is not forgotten.
      if (sent !== true) return
      isDue = (await dueDeliveries(schema, webhookId, 1)).length > 0
    }
    await comeBack(services, project, schema, webhookId)
  },
})

/** False when the webhook takes nothing any more. */
async function sendDue(
  services: DeliveryServices,
  project: Project,
  schema: Schema,
  webhookId: string,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    const receiver = await findReceiver(services.database.platform, project.id, webhookId)
    if (!receiver) await deleteDeliveries(schema, webhookId)
    // What waits for a webhook that is off is sent when it is switched on again.
    if (!receiver?.enabled) return false
    const due = await dueDeliveries(schema, webhookId, parallelCalls)
    if (due.length === 0) return true
    await Promise.all(due.map((delivery) => send(services, project, schema, receiver, delivery, signal)))
  }
  return false
}

async function send(
  services: DeliveryServices,
  project: Project,
  schema: Schema,
  receiver: Receiver,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const { platform } = services.database
  const { status, text } = await call(services, project, receiver, delivery, signal)
  if (signal.aborted && status === 0) return // cut off by our own stop: no fault of the receiver
  const attempts = delivery.attempts + 1
  const isGood = status > 0 && status < 400
  const isOver = isGood || attempts >= maxAttempts
  await finishDelivery(schema, delivery.sequence, {
    status: isGood ? 'delivered' : isOver ? 'failed' : 'pending',
    attempts,
    dueAt: isOver ? new Date() : new Date(Date.now() + delayMs(attempts)),
    responseStatus: status,
    response: text,
  })
  if (isGood) {
    await noteSuccess(platform, receiver.id)
    return
  }
  await noteFault(platform, receiver.id, `URL: ${receiver.url}\nMethod: POST\nStatus code: ${status}\nBody: ${text}`)
  if (!isOver) return
  const reason = status === 0 ? text : `status ${status}`
  await noteFailure(platform, project.id, receiver.id, (tx) =>
    tellOwners(tx, services, services.projects.console, { project, receiver, reason }),
  )
}

/** Status 0 when no answer came; the text then says why. */
async function call(
  { config, secrets }: DeliveryServices,
  project: Project,
  receiver: Receiver,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    return await callOutside(
      {
        url: receiver.url,
        method: 'POST',
        headers: headersOf(secrets, project.id, receiver, delivery),
        body: delivery.payload,
        timeoutSeconds,
        verifyTls: receiver.security === 1,
        allowPrivate: config.outgoing.allowPrivate,
      },
      signal,
    )
  } catch (error) {
    if (error instanceof CallFailed) return { status: 0, text: error.message }
    throw error
  }
}

/** Enqueues the next run for when the next attempt is due. */
async function comeBack(
  { queues }: DeliveryServices,
  project: Project,
  schema: Schema,
  webhookId: string,
): Promise<void> {
  const at = await nextDueAt(schema, webhookId)
  if (at === null) return
  const delaySeconds = Math.max(0, (Date.parse(at) - Date.now()) / 1000)
  await queues.add(
    deliverWebhook,
    { projectId: project.id, webhookId },
    { id: `${webhookId}-at-${Date.parse(at)}`, delaySeconds },
  )
}

/** Ten seconds, doubled with each attempt, give or take a fifth, so that receivers that come back are not stormed. */
function delayMs(attempts: number): number {
  return firstDelaySeconds * 1000 * 2 ** (attempts - 1) * (0.8 + Math.random() * 0.4)
}
