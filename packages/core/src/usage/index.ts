export { Usage } from './counter.ts'
export { pointsOf, type UsageRange, usageRanges } from './periods.ts'
export { births, levels, type Point, readUsage, removeOldUsage, type Series } from './series.ts'
