export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export type UsageRange = '24h' | '30d' | '90d'
export const usageRanges = ['24h', '30d', '90d'] as const satisfies readonly UsageRange[]

/** The points of a chart: how long each takes, and how many there are. */
const ranges: Readonly<
  Record<UsageRange, { readonly period: '1h' | '1d'; readonly stepMs: number; readonly points: number }>
> = {
  '24h': { period: '1h', stepMs: hourMs, points: 24 },
  '30d': { period: '1d', stepMs: dayMs, points: 30 },
  '90d': { period: '1d', stepMs: dayMs, points: 90 },
}

export function startOf(instant: number, stepMs: number): number {
  return Math.floor(instant / stepMs) * stepMs
}

/** When the points of a range begin, the last of them being now's. */
export function pointsOf(range: UsageRange): { readonly period: '1h' | '1d'; readonly starts: readonly Date[] } {
  const { period, stepMs, points } = ranges[range]
  const last = startOf(Date.now(), stepMs)
  return {
    period,
    starts: Array.from({ length: points }, (_, index) => new Date(last - (points - 1 - index) * stepMs)),
  }
}
