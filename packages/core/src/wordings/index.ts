export { languageOf } from './catalogue.ts'
export { type MailType, mailTypes, mailWording, type Wording } from './mails.ts'
export { directionOf, momentIn } from './script.ts'
export { smsText, type SmsType } from './sms.ts'
