import type { MailType, Wording } from '../types.ts'
import { agent, bold, button, code, p } from './marks.ts'

const hello = p('Hello {{user}},')
const thanks = p('Thanks,<br>{{project}} team')
const project = bold('{{project}}')
const ignore = p('If you did not ask for this, you can ignore this mail.')
const phrase = p(
  `The security phrase of this mail is ${bold('{{phrase}}')}.`,
  'Trust it only if it is the one on your screen.',
)

/** The English texts. They are complete: other locales fall back to them. */
export const english: Readonly<Record<MailType, Wording>> = {
  verification: {
    subject: 'Account Verification for {{project}}',
    message: [
      hello,
      p(`Please confirm that this address is yours, so that you can use it with ${project}.`),
      button('Confirm address'),
      ignore,
      thanks,
    ].join(''),
  },
  magicSession: {
    subject: 'Sign in to {{project}}',
    message: [
      hello,
      p(`Use the button to sign in to ${project}. It works once, and for an hour.`),
      button('Sign in to {{project}}'),
      p('If the button does not work, open this address: {{redirect}}'),
      phrase,
      agent,
      ignore,
      thanks,
    ].join(''),
  },
  recovery: {
    subject: 'Password Reset for {{project}}',
    message: [
      hello,
      p(`Use the button to choose a new password for ${project}.`),
      button('Choose a new password'),
      p('If you did not ask for this, you can ignore this mail; your password stays as it is.'),
      thanks,
    ].join(''),
  },
  invitation: {
    subject: 'Invitation to {{team}} at {{project}}',
    message: [
      hello,
      p(`${bold('{{owner}}')} would like you to join the team ${bold('{{team}}')} at ${project}.`),
      button('Accept invitation'),
      p('If you do not want to join, you can ignore this mail.'),
      thanks,
    ].join(''),
  },
  mfaChallenge: {
    subject: 'Verification Code for {{project}}',
    message: [
      hello,
      p(`Enter this code to confirm that it is you who signs in to ${project}.`),
      code,
      agent,
      p('If you did not try to sign in, change your password.'),
      thanks,
    ].join(''),
  },
  sessionAlert: {
    subject: 'Security alert: new session on your {{project}} account',
    message: [
      hello,
      p(`Somebody signed in to your ${project} account on {{date}}, {{year}} at {{time}}.`),
      p('Device: {{device}}'),
      p('IP address: {{ipAddress}}'),
      p('Country: {{country}}'),
      p('If this was you, all is well. If not, change your password and end the other sessions.'),
      thanks,
    ].join(''),
  },
  otpSession: {
    subject: 'OTP for {{project}} Login',
    message: [
      hello,
      p(`Enter this code to sign in to ${project}. It works once, and for 15 minutes.`),
      code,
      phrase,
      agent,
      p('If you did not try to sign in, you can ignore this mail.'),
      thanks,
    ].join(''),
  },
}
