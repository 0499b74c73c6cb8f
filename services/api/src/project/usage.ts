import { projectTraffic, projectUsage } from '@basalt/core/overview'
import type { UsageSpan } from '@basalt/core/usage'
import { endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { datetime } from '#http/kinds-identity.ts'
import { invalid, optional } from '#http/params.ts'

const dayMs = 86_400_000
const maxDays = 366

const span = {
  startDate: datetime('Start of the span.'),
  endDate: datetime('End of the span.'),
  period: optional(choice(['1h', '1d'], 'How long each point takes.', { caseSensitive: false }), '1d'),
}

export const projectUsageGet = endpoint({
  id: 'project.getUsage',
  route: 'GET /v1/project/usage',
  summary: 'Get project usage stats',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['usage'],
  params: span,
  response: { status: 200, model: 'usageProject' },
  handler: ({ db, actor, params }) => projectUsage(db, actor, spanOf(params)),
})

/** Beyond the contract: errors and realtime, beside the requests. */
export const projectTrafficGet = endpoint({
  id: 'project.getTraffic',
  route: 'GET /v1/project/traffic',
  summary: 'Get project traffic',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['usage'],
  params: span,
  response: { status: 200, model: 'usageTraffic' },
  handler: ({ db, actor, params }) => projectTraffic(db, actor, spanOf(params)),
})

type Asked = { readonly startDate: Date; readonly endDate: Date; readonly period: UsageSpan['period'] }

/** The dates say how long the span is; it ends now, as clients know it. */
function spanOf({ startDate, endDate, period }: Asked): UsageSpan {
  const days = Math.ceil(Math.abs(endDate.getTime() - startDate.getTime()) / dayMs)
  if (days > maxDays) throw invalid('endDate', `must be within ${maxDays} days of startDate`)
  return { period, points: Math.max(1, period === '1h' ? days * 24 : days) }
}
