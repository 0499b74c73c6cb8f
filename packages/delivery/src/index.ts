export { type Certificate, certificateOf } from './certificate.ts'
export { download, type Downloaded, type DownloadOptions } from './download.ts'
export { type Answer, CallFailed, callOutside, type OutgoingCall } from './http.ts'
export { type Mail, type Mailbox, Mailer, MailRefused, type SmtpServer } from './mailer.ts'
