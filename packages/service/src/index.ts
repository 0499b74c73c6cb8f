export { createLog, type Log } from './log.ts'
export { runService, type Running } from './lifecycle.ts'
export { type Client, Forwarding } from './forwarded.ts'
export { uniqueId } from './ids.ts'
export {
  type Counter,
  type Histogram,
  type Labels,
  type Metrics,
  noMetrics,
  openMetrics,
  type Sample,
} from './metrics.ts'
export { listen } from './listen.ts'
export { TooManyWait, Turns } from './turns.ts'
