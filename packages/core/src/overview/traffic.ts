import type { Usage } from '../usage/index.ts'

export type Traffic = { readonly status: number; readonly inboundBytes: number; readonly outboundBytes: number }

export const trafficMetrics = ['network.requests', 'network.errors', 'network.inbound', 'network.outbound'] as const

/** Counts one request of a client of the project whose data lies in `schema`. Errors are answers from 400 on. */
export function countTraffic(usage: Usage, schema: string, { status, inboundBytes, outboundBytes }: Traffic): void {
  usage.raise(schema, 'network.requests')
  if (status >= 400) usage.raise(schema, 'network.errors')
  usage.raise(schema, 'network.inbound', inboundBytes)
  usage.raise(schema, 'network.outbound', outboundBytes)
}
