export { Usage } from './counter.ts'
export { type UsageRange, usageRanges, type UsageSpan } from './periods.ts'
export { births, growth, levels, type Point, readUsage, removeOldUsage, type Series } from './series.ts'
