import type { Params } from '#api/client.ts'
import { t } from '#texts'

export type MailType = Params<'projects.getEmailTemplate'>['type']
export type Locale = Params<'projects.getEmailTemplate'>['locale']

export const mailTypes = Object.keys(t.mails.types) as MailType[]
export const defaultLocale: Locale = 'en'

/** Values that a preview shows in place of the real ones, by the placeholders of each mail. */
const common = { user: 'Ada Lovelace', project: 'Compiler' }
const link = { redirect: 'https://example.com/confirm?secret=…' }
const device = { agentClient: 'Firefox', agentOs: 'Linux', agentDevice: 'desktop' }

export const samples: Readonly<Record<MailType, Readonly<Record<string, string>>>> = {
  verification: { ...common, ...link },
  magicSession: { ...common, ...link, ...device, phrase: 'calm green river' },
  otpSession: { ...common, ...device, otp: '123456', phrase: 'calm green river' },
  recovery: { ...common, ...link },
  invitation: { ...common, ...link, owner: 'Grace Hopper', team: 'Navy' },
  mfaChallenge: { ...common, ...device, otp: '123456' },
  sessionAlert: {
    ...common,
    date: '27 November',
    year: '2026',
    time: '18:00',
    country: 'Germany',
    device: 'Firefox on Linux',
    ipAddress: '203.0.113.7',
  },
}
