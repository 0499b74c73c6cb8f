export { checkCertificate } from './certificate.ts'
export { failedJobs, type QueueName, queueSize } from './queues.ts'
export { checkAntivirus, checkCache, checkDatabase, checkPubSub, checkStorage } from './stores.ts'
export { checkTime } from './time.ts'
