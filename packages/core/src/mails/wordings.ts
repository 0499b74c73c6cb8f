import type { MailType, Wording } from './types.ts'

const agent = '<p>{{agentClient}} {{agentOs}} {{agentDevice}}</p>'
const thanks = '<p>Thanks,<br>{{project}} team</p>'
const button = (label: string): string => `<p><a class="button" href="{{redirect}}">${label}</a></p>`
const hello = '<p>Hello {{user}},</p>'
const code = '<p class="code">{{otp}}</p>'
const phrase =
  '<p>The security phrase of this mail is {{b}}{{phrase}}{{/b}}. Trust it only if it is the one on your screen.</p>'

/** The English texts. They are complete: other locales fall back to them. */
const english: Readonly<Record<MailType, Wording>> = {
  verification: {
    subject: 'Account Verification for {{project}}',
    message: `${hello}<p>Please confirm that this address is yours, so that you can use it with {{b}}{{project}}{{/b}}.</p>${button('Confirm address')}<p>If you did not ask for this, you can ignore this mail.</p>${thanks}`,
  },
  magicSession: {
    subject: 'Sign in to {{project}}',
    message: `${hello}<p>Use the button to sign in to {{b}}{{project}}{{/b}}. It works once, and for an hour.</p>${button('Sign in to {{project}}')}<p>If the button does not work, open this address: {{redirect}}</p>${phrase}${agent}<p>If you did not ask for this, you can ignore this mail.</p>${thanks}`,
  },
  recovery: {
    subject: 'Password Reset for {{project}}',
    message: `${hello}<p>Use the button to choose a new password for {{b}}{{project}}{{/b}}.</p>${button('Choose a new password')}<p>If you did not ask for this, you can ignore this mail; your password stays as it is.</p>${thanks}`,
  },
  invitation: {
    subject: 'Invitation to {{team}} at {{project}}',
    message: `${hello}<p>{{b}}{{owner}}{{/b}} would like you to join the team {{b}}{{team}}{{/b}} at {{b}}{{project}}{{/b}}.</p>${button('Accept invitation')}<p>If you do not want to join, you can ignore this mail.</p>${thanks}`,
  },
  mfaChallenge: {
    subject: 'Verification Code for {{project}}',
    message: `${hello}<p>Enter this code to confirm that it is you who signs in to {{b}}{{project}}{{/b}}.</p>${code}${agent}<p>If you did not try to sign in, change your password.</p>${thanks}`,
  },
  sessionAlert: {
    subject: 'Security alert: new session on your {{project}} account',
    message: `${hello}<p>Somebody signed in to your {{b}}{{project}}{{/b}} account on {{date}}, {{year}} at {{time}}.</p><p>Device: {{device}}</p><p>IP address: {{ipAddress}}</p><p>Country: {{country}}</p><p>If this was you, all is well. If not, change your password and end the other sessions.</p>${thanks}`,
  },
  otpSession: {
    subject: 'OTP for {{project}} Login',
    message: `${hello}<p>Enter this code to sign in to {{b}}{{project}}{{/b}}. It works once, and for 15 minutes.</p>${code}${phrase}${agent}<p>If you did not try to sign in, you can ignore this mail.</p>${thanks}`,
  },
}

/** The whole catalogue: a locale may lack mails, which are then taken from its language, and then from English. */
const catalogue: Readonly<Record<string, Partial<Record<MailType, Wording>>>> = { en: english }

/** What a mail says unless the project words it its own way. */
export function defaultWording(type: MailType, locale: string): Wording {
  return catalogue[locale]?.[type] ?? catalogue[locale.slice(0, 2)]?.[type] ?? english[type]
}
