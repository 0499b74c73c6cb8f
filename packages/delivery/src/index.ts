export { type Answer, CallFailed, callOutside, type OutgoingCall } from './http.ts'
export { type Mail, type Mailbox, Mailer, MailRefused, type SmtpServer } from './mailer.ts'
