export { listAudit } from './audit.ts'
export { listLogs, type LogReader, type LogSubject } from './logs.ts'
