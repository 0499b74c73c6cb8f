export { createLog, type Log } from './log.ts'
export { runService, type Running } from './lifecycle.ts'
export { type Client, Forwarding } from './forwarded.ts'
export { uniqueId } from './ids.ts'
