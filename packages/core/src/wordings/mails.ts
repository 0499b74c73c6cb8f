import { phrasesOf, type Phrases } from './catalogue.ts'
import { agent, button, code, p } from './marks.ts'

/** The mails that Basalt writes to users, and that a project may word its own way. */
export const mailTypes = [
  'verification',
  'magicSession',
  'recovery',
  'invitation',
  'mfaChallenge',
  'sessionAlert',
  'otpSession',
] as const
export type MailType = (typeof mailTypes)[number]

/** Subject and body, with `{{name}}` where a value belongs. */
export type Wording = { readonly subject: string; readonly message: string }

/** What a mail says unless the project words it its own way. */
export function mailWording(type: MailType, locale: string): Wording {
  const phrases = phrasesOf(locale)
  const { hello, thanks, team } = phrases.greeting
  const body = bodies[type](phrases)
  return { subject: phrases[type].subject, message: [p(hello), ...body, p(`${thanks}<br>${team}`)].join('') }
}

/** What stands between greeting and signature: the same in every language. */
const bodies: Readonly<Record<MailType, (phrases: Phrases) => readonly string[]>> = {
  verification: ({ verification: { text, button: label }, hints }) => [p(text), button(label), p(hints.ignore)],
  magicSession: ({ magicSession: { text, button: label }, hints }) => [
    p(text),
    button(label),
    p(hints.link),
    p(hints.phrase),
    agent,
    p(hints.ignore),
  ],
  recovery: ({ recovery: { text, button: label, ignore } }) => [p(text), button(label), p(ignore)],
  invitation: ({ invitation: { text, button: label, ignore } }) => [p(text), button(label), p(ignore)],
  mfaChallenge: ({ mfaChallenge: { text, advice } }) => [p(text), code, agent, p(advice)],
  sessionAlert: ({ sessionAlert: { text, device, address, country, advice } }) =>
    [text, device, address, country, advice].map(p),
  otpSession: ({ otpSession: { text, ignore }, hints }) => [p(text), code, p(hints.phrase), agent, p(ignore)],
}
