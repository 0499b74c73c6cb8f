export { listAudit } from './audit.ts'
export { listLogs, type LogSubject } from './logs.ts'
