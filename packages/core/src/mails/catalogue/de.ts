import type { MailType, Wording } from '../types.ts'
import { agent, bold, button, code, p } from './marks.ts'

const hello = p('Hallo {{user}},')
const thanks = p('Viele Grüße<br>Das Team von {{project}}')
const project = bold('{{project}}')
const ignore = p('Wenn Sie das nicht angefordert haben, können Sie diese Mail ignorieren.')
const phrase = p(
  `Die Sicherheitsphrase dieser Mail lautet ${bold('{{phrase}}')}.`,
  'Vertrauen Sie ihr nur, wenn dieselbe Phrase auf Ihrem Bildschirm steht.',
)

export const german: Readonly<Record<MailType, Wording>> = {
  verification: {
    subject: 'Bestätigung Ihrer Adresse für {{project}}',
    message: [
      hello,
      p(`Bitte bestätigen Sie, dass diese Adresse Ihnen gehört, damit Sie sie bei ${project} verwenden können.`),
      button('Adresse bestätigen'),
      ignore,
      thanks,
    ].join(''),
  },
  magicSession: {
    subject: 'Anmelden bei {{project}}',
    message: [
      hello,
      p(`Mit diesem Knopf melden Sie sich bei ${project} an. Er wirkt einmal und eine Stunde lang.`),
      button('Bei {{project}} anmelden'),
      p('Wenn der Knopf nicht wirkt, öffnen Sie diese Adresse: {{redirect}}'),
      phrase,
      agent,
      ignore,
      thanks,
    ].join(''),
  },
  recovery: {
    subject: 'Neues Passwort für {{project}}',
    message: [
      hello,
      p(`Mit diesem Knopf wählen Sie ein neues Passwort für ${project}.`),
      button('Neues Passwort wählen'),
      p('Wenn Sie das nicht angefordert haben, können Sie diese Mail ignorieren; Ihr Passwort bleibt, wie es ist.'),
      thanks,
    ].join(''),
  },
  invitation: {
    subject: 'Einladung in {{team}} bei {{project}}',
    message: [
      hello,
      p(`${bold('{{owner}}')} lädt Sie in das Team ${bold('{{team}}')} bei ${project} ein.`),
      button('Einladung annehmen'),
      p('Wenn Sie nicht beitreten möchten, können Sie diese Mail ignorieren.'),
      thanks,
    ].join(''),
  },
  mfaChallenge: {
    subject: 'Bestätigungscode für {{project}}',
    message: [
      hello,
      p(`Geben Sie diesen Code ein, um zu bestätigen, dass Sie sich bei ${project} anmelden.`),
      code,
      agent,
      p('Wenn Sie sich nicht anmelden wollten, ändern Sie Ihr Passwort.'),
      thanks,
    ].join(''),
  },
  sessionAlert: {
    subject: 'Sicherheitshinweis: neue Anmeldung bei {{project}}',
    message: [
      hello,
      p(`Jemand hat sich mit Ihrem Konto bei ${project} angemeldet: {{date}}, {{year}}, {{time}}.`),
      p('Gerät: {{device}}'),
      p('IP-Adresse: {{ipAddress}}'),
      p('Land: {{country}}'),
      p(
        'Wenn Sie das waren, ist alles in Ordnung.',
        'Wenn nicht, ändern Sie Ihr Passwort und beenden Sie die anderen Sitzungen.',
      ),
      thanks,
    ].join(''),
  },
  otpSession: {
    subject: 'Code für die Anmeldung bei {{project}}',
    message: [
      hello,
      p(`Geben Sie diesen Code ein, um sich bei ${project} anzumelden. Er wirkt einmal und 15 Minuten lang.`),
      code,
      phrase,
      agent,
      p('Wenn Sie sich nicht anmelden wollten, können Sie diese Mail ignorieren.'),
      thanks,
    ].join(''),
  },
}
