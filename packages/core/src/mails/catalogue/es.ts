import type { MailType, Wording } from '../types.ts'
import { agent, bold, button, code, p } from './marks.ts'

const hello = p('Hola, {{user}}:')
const thanks = p('Gracias,<br>El equipo de {{project}}')
const project = bold('{{project}}')
const ignore = p('Si no lo has pedido tú, puedes ignorar este mensaje.')
const phrase = p(
  `La frase de seguridad de este mensaje es ${bold('{{phrase}}')}.`,
  'Confía en ella solo si es la que ves en tu pantalla.',
)

export const spanish: Readonly<Record<MailType, Wording>> = {
  verification: {
    subject: 'Verificación de tu dirección para {{project}}',
    message: [
      hello,
      p(`Confirma que esta dirección es tuya para usarla en ${project}.`),
      button('Confirmar dirección'),
      ignore,
      thanks,
    ].join(''),
  },
  magicSession: {
    subject: 'Inicia sesión en {{project}}',
    message: [
      hello,
      p(`Con este botón inicias sesión en ${project}. Sirve una vez, durante una hora.`),
      button('Iniciar sesión en {{project}}'),
      p('Si el botón no funciona, abre esta dirección: {{redirect}}'),
      phrase,
      agent,
      ignore,
      thanks,
    ].join(''),
  },
  recovery: {
    subject: 'Nueva contraseña para {{project}}',
    message: [
      hello,
      p(`Con este botón eliges una contraseña nueva para ${project}.`),
      button('Elegir contraseña nueva'),
      p('Si no lo has pedido tú, puedes ignorar este mensaje; tu contraseña no cambia.'),
      thanks,
    ].join(''),
  },
  invitation: {
    subject: 'Invitación a {{team}} en {{project}}',
    message: [
      hello,
      p(`${bold('{{owner}}')} te invita a unirte al equipo ${bold('{{team}}')} en ${project}.`),
      button('Aceptar invitación'),
      p('Si no quieres unirte, puedes ignorar este mensaje.'),
      thanks,
    ].join(''),
  },
  mfaChallenge: {
    subject: 'Código de verificación para {{project}}',
    message: [
      hello,
      p(`Escribe este código para confirmar que eres tú quien inicia sesión en ${project}.`),
      code,
      agent,
      p('Si no has intentado iniciar sesión, cambia tu contraseña.'),
      thanks,
    ].join(''),
  },
  sessionAlert: {
    subject: 'Alerta de seguridad: nueva sesión en {{project}}',
    message: [
      hello,
      p(`Alguien ha iniciado sesión en tu cuenta de ${project}: {{date}}, {{year}}, {{time}}.`),
      p('Dispositivo: {{device}}'),
      p('Dirección IP: {{ipAddress}}'),
      p('País: {{country}}'),
      p('Si has sido tú, todo está bien.', 'Si no, cambia tu contraseña y cierra las demás sesiones.'),
      thanks,
    ].join(''),
  },
  otpSession: {
    subject: 'Código para entrar en {{project}}',
    message: [
      hello,
      p(`Escribe este código para iniciar sesión en ${project}. Sirve una vez, durante 15 minutos.`),
      code,
      phrase,
      agent,
      p('Si no has intentado iniciar sesión, puedes ignorar este mensaje.'),
      thanks,
    ].join(''),
  },
}
