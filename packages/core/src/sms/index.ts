export { smsJob } from './job.ts'
export { queueSms, requeueSms, requireSms, type SmsServices } from './queue.ts'
