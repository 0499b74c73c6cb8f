import type { MailType, Wording } from '../types.ts'
import { agent, bold, button, code, p } from './marks.ts'

const hello = p('Bonjour {{user}},')
const thanks = p('Merci,<br>L’équipe {{project}}')
const project = bold('{{project}}')
const ignore = p('Si vous n’avez rien demandé, vous pouvez ignorer ce message.')
const phrase = p(
  `La phrase de sécurité de ce message est ${bold('{{phrase}}')}.`,
  'Ne lui faites confiance que si elle est celle de votre écran.',
)

export const french: Readonly<Record<MailType, Wording>> = {
  verification: {
    subject: 'Vérification de votre adresse pour {{project}}',
    message: [
      hello,
      p(`Confirmez que cette adresse est la vôtre pour l’utiliser avec ${project}.`),
      button('Confirmer l’adresse'),
      ignore,
      thanks,
    ].join(''),
  },
  magicSession: {
    subject: 'Connexion à {{project}}',
    message: [
      hello,
      p(`Ce bouton vous connecte à ${project}. Il sert une fois, et pendant une heure.`),
      button('Se connecter à {{project}}'),
      p('Si le bouton ne fonctionne pas, ouvrez cette adresse : {{redirect}}'),
      phrase,
      agent,
      ignore,
      thanks,
    ].join(''),
  },
  recovery: {
    subject: 'Nouveau mot de passe pour {{project}}',
    message: [
      hello,
      p(`Ce bouton vous permet de choisir un nouveau mot de passe pour ${project}.`),
      button('Choisir un nouveau mot de passe'),
      p('Si vous n’avez rien demandé, vous pouvez ignorer ce message ; votre mot de passe ne change pas.'),
      thanks,
    ].join(''),
  },
  invitation: {
    subject: 'Invitation à rejoindre {{team}} sur {{project}}',
    message: [
      hello,
      p(`${bold('{{owner}}')} vous invite à rejoindre l’équipe ${bold('{{team}}')} sur ${project}.`),
      button('Accepter l’invitation'),
      p('Si vous ne souhaitez pas la rejoindre, vous pouvez ignorer ce message.'),
      thanks,
    ].join(''),
  },
  mfaChallenge: {
    subject: 'Code de vérification pour {{project}}',
    message: [
      hello,
      p(`Saisissez ce code pour confirmer que c’est bien vous qui vous connectez à ${project}.`),
      code,
      agent,
      p('Si vous n’avez pas essayé de vous connecter, changez votre mot de passe.'),
      thanks,
    ].join(''),
  },
  sessionAlert: {
    subject: 'Alerte de sécurité : nouvelle session sur {{project}}',
    message: [
      hello,
      p(`Quelqu’un s’est connecté à votre compte ${project} : {{date}}, {{year}}, {{time}}.`),
      p('Appareil : {{device}}'),
      p('Adresse IP : {{ipAddress}}'),
      p('Pays : {{country}}'),
      p('Si c’était vous, tout va bien.', 'Sinon, changez votre mot de passe et fermez les autres sessions.'),
      thanks,
    ].join(''),
  },
  otpSession: {
    subject: 'Code de connexion à {{project}}',
    message: [
      hello,
      p(`Saisissez ce code pour vous connecter à ${project}. Il sert une fois, et pendant 15 minutes.`),
      code,
      phrase,
      agent,
      p('Si vous n’avez pas essayé de vous connecter, vous pouvez ignorer ce message.'),
      thanks,
    ].join(''),
  },
}
