export { smsJob } from './job.ts'
export { queueSms, requeueSms, requireSms, type SmsServices, waitingSms } from './queue.ts'
