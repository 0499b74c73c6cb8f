import { queueSmtpTest } from '@basalt/core/mails'
import { changeSmtp } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, integer, list, text, uid } from '#http/kinds.ts'
import { email, hostname } from '#http/kinds-identity.ts'
import { optional, type Param } from '#http/params.ts'

const replyTo = optional(email('Address that answers go to.'), '')
const senderName = text({ max: 255, min: 0 }, 'Name of the sender. Max length: 255 chars.')
const senderEmail = email('Address of the sender.')
const host = hostname('Host of the mail server.')
/** Left out, the server's own offer is taken. */
const secure: Param<'' | 'tls' | 'ssl'> = choice(['tls', 'ssl'], 'Encryption: STARTTLS (tls) or TLS (ssl).')
const connection = {
  port: optional(integer({}, 'Port of the mail server.'), 587),
  username: optional(text({ max: null, min: 0 }, 'User name at the mail server.'), ''),
  password: optional(text({ max: null, min: 0 }, 'Password at the mail server.'), ''),
  secure: optional(secure, ''),
}

export const projectsUpdateSmtp = endpoint({
  id: 'projects.updateSmtp',
  route: 'PATCH /v1/projects/:projectId/smtp',
  summary: 'Update SMTP',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    enabled: boolean({ loose: false }, 'True sends mails of the project through its own server.'),
    senderName: optional(senderName, ''),
    senderEmail: optional(senderEmail, ''),
    replyTo,
    host: optional(host, ''),
    ...connection,
  },
  response: { status: 200, model: 'project' },
  methods: [{ id: 'projects.updateSmtp', deprecated: true }, { id: 'projects.updateSMTP' }],
  errors: ['general_argument_invalid', 'project_not_found', 'project_smtp_config_invalid'],
  // The server is tried before anything is written.
  transaction: 'own',
  handler: ({ services, actor, params: { projectId, ...smtp } }) =>
    changeSmtp(services, actor, projectId, { ...smtp, port: Number(smtp.port) }),
})

export const projectsCreateSmtpTest = endpoint({
  id: 'projects.createSmtpTest',
  route: 'POST /v1/projects/:projectId/smtp/tests',
  summary: 'Create SMTP test',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    emails: list(email('E-mail.'), { max: 10 }, 'Who gets the sample. Maximum 10 addresses.'),
    senderName,
    senderEmail,
    replyTo,
    host,
    ...connection,
  },
  response: { status: 204 },
  methods: [{ id: 'projects.createSmtpTest', deprecated: true }, { id: 'projects.createSMTPTest' }],
  errors: ['project_not_found'],
  // The sample waits in the project's own schema.
  transaction: 'own',
  handler: ({
    services,
    actor,
    params: { projectId, emails, host: name, port, username, password, secure, ...sender },
  }) =>
    queueSmtpTest(services, actor, projectId, {
      ...sender,
      emails,
      server: { host: name, port: Number(port), username, password, secure, isOperators: false },
    }),
})
