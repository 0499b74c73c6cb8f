export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The points of a chart: how long each takes, and how many there are. */
export type UsageSpan = { readonly period: '1h' | '1d'; readonly points: number }
export type UsageRange = '24h' | '30d' | '90d'
export const usageRanges = ['24h', '30d', '90d'] as const satisfies readonly UsageRange[]

const spans: Readonly<Record<UsageRange, UsageSpan>> = {
  '24h': { period: '1h', points: 24 },
  '30d': { period: '1d', points: 30 },
  '90d': { period: '1d', points: 90 },
}

export function startOf(instant: number, stepMs: number): number {
  return Math.floor(instant / stepMs) * stepMs
}

/** When the points of a range begin, the last of them being now's. */
export function pointsOf(range: UsageRange | UsageSpan): {
  readonly period: UsageSpan['period']
  readonly stepMs: number
  readonly starts: readonly Date[]
} {
  const { period, points } = typeof range === 'string' ? spans[range] : range
  const stepMs = period === '1h' ? hourMs : dayMs
  const last = startOf(Date.now(), stepMs)
  return {
    period,
    stepMs,
    starts: Array.from({ length: points }, (_, index) => new Date(last - (points - 1 - index) * stepMs)),
  }
}
