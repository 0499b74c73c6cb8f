export { listLogs, type LogSubject } from './logs.ts'
