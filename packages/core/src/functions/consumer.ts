import type { Bus } from '@basalt/bus'
import { type Database, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type ActivityConsumer, eventNames, type PendingActivity } from '../activity/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { insertPending, onceKeyOf } from './new-execution.ts'
import { parseTexts } from './rows.ts'
import { wakeWorkers } from './wake.ts'

type Listener = {
  readonly sequence: number
  readonly events: ReadonlySet<string>
  readonly deploymentId: string
}

/** Who tells a function of an event. */
const userAgent = 'Appwrite/1.8.1'

/** Turns changes into runs of the functions that listen to them: rows of the same transaction, one for each change. */
export function functionConsumer(services: {
  readonly database: Database
  readonly bus: Bus
  readonly secrets: Secrets
}): ActivityConsumer {
  const { database, bus, secrets } = services
  return {
    name: 'functions',
    async prepare(project) {
      const listeners = project.hasFunctions ? await listeningIn(database, project.schema) : []
      return async (tx, changes) => {
        let runs = 0
        for (const change of listeners.length === 0 ? [] : changes) {
          for (const listener of listeners) runs += await takeChange(tx, secrets, change, listener)
        }
        if (runs > 0) tx.afterCommit(() => wakeWorkers(bus, project.id))
      }
    },
    // Runs are found by their own time, whoever was woken or not.
    async refill() {},
  }
}

async function listeningIn(database: Database, schema: string): Promise<readonly Listener[]> {
  const rows = await database
    .schema(schema)
    .all<{ sequence: number; events: string; deploymentId: string }>(
      sql`SELECT sequence, events, deploymentId FROM functions WHERE enabled AND deploymentId <> '' AND events <> '[]'`,
    )
  return rows.map(({ events, ...row }) => ({ ...row, events: new Set(parseTexts(events)) }))
}

async function takeChange(
  tx: Transaction,
  secrets: Secrets,
  change: PendingActivity,
  { sequence, events, deploymentId }: Listener,
): Promise<number> {
  const names = eventNames(change.event)
  // Functions that heard of functions would never come to rest.
  if (change.event.startsWith('functions.') || !names.some((name) => events.has(name))) return 0
  await insertPending(tx, secrets, {
    id: uniqueId(),
    functionSequence: sequence,
    deploymentId,
    readerId: null,
    cause: { trigger: 'event', event: names[0] ?? change.event, userId: change.userId, sessionId: null },
    input: {
      method: 'POST',
      path: '/',
      headers: { 'user-agent': userAgent, 'content-type': 'application/json' },
      body: Buffer.from(change.payload ?? '{}'),
    },
    status: 'waiting',
    dueAt: new Date(),
    onceKey: onceKeyOf('event', String(change.sequence)),
  })
  return 1
}
