import type { Queryable } from '@basalt/database'
import { type Actor, refuseClients, type Renderable } from '@basalt/types'
import { readUsage, type Series, type Usage, type UsageSpan } from '../usage/index.ts'

export type Traffic = { readonly status: number; readonly inboundBytes: number; readonly outboundBytes: number }

export const trafficMetrics = ['network.requests', 'network.errors', 'network.inbound', 'network.outbound'] as const

/** Counts one request of a client of the project whose data lies in `schema`. Errors are answers from 400 on. */
export function countTraffic(usage: Usage, schema: string, { status, inboundBytes, outboundBytes }: Traffic): void {
  usage.raise(schema, 'network.requests')
  if (status >= 400) usage.raise(schema, 'network.errors')
  usage.raise(schema, 'network.inbound', inboundBytes)
  usage.raise(schema, 'network.outbound', outboundBytes)
}

const realtimeMetric = 'realtime.events'

/** Counts events as sockets of a project's clients were sent them. */
export function countRealtime(usage: Usage, schema: string, sent: number): void {
  usage.raise(schema, realtimeMetric, sent)
}

const none: Series = { total: 0, points: [] }

/**
 * What went in and out of a project, and what of it was refused or failed, over a span that ends now.
 * @throws `general_unauthorized_scope` for clients
 */
export async function projectTraffic(
  db: Queryable,
  actor: Actor,
  span: UsageSpan,
): Promise<Renderable<'usageTraffic'>> {
  refuseClients(actor)
  const counted = await readUsage(db, ['network.requests', 'network.errors', realtimeMetric], span)
  const of = (metric: string): Series => counted.get(metric) ?? none
  return {
    requestsTotal: of('network.requests').total,
    requests: of('network.requests').points,
    errorsTotal: of('network.errors').total,
    errors: of('network.errors').points,
    realtimeTotal: of(realtimeMetric).total,
    realtime: of(realtimeMetric).points,
  }
}
