import { localeCodes } from '@basalt/core/locale'
import { getTemplate, removeTemplate, setTemplate } from '@basalt/core/mails'
import { mailTypes } from '@basalt/core/wordings'
import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { choice, text, uid } from '#http/kinds.ts'
import { email } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'

const anyCase = { caseSensitive: false }
const locales = localeCodes.map(([code]) => code)
const smsTypes = ['verification', 'login', 'invitation', 'mfaChallenge'] as const

const common = { auth: ['admin'], scopes: ['projects.write'], gates: ['consoleOnly'] } as const
const emailKey = {
  projectId: uid('Project ID.'),
  type: choice(mailTypes, 'Template type.', anyCase),
  locale: choice(locales, 'Template locale.', anyCase),
}
const smsKey = { ...emailKey, type: choice(smsTypes, 'Template type.', anyCase) }

export const projectsGetEmailTemplate = endpoint({
  ...common,
  id: 'projects.getEmailTemplate',
  route: 'GET /v1/projects/:projectId/templates/email/:type/:locale',
  summary: 'Get custom email template',
  params: emailKey,
  response: { status: 200, model: 'emailTemplate' },
  errors: ['project_not_found'],
  handler: ({ services, actor, params }) => getTemplate(services.database, actor, params),
})

export const projectsUpdateEmailTemplate = endpoint({
  ...common,
  id: 'projects.updateEmailTemplate',
  route: 'PATCH /v1/projects/:projectId/templates/email/:type/:locale',
  summary: 'Update custom email templates',
  params: {
    ...emailKey,
    subject: text({ max: 255 }, 'Subject. Max length: 255 chars.'),
    message: text({ max: null }, 'Body in HTML, with {{placeholders}}.'),
    senderName: optional(text({ max: 255, min: 0 }, 'Name of the sender. Max length: 255 chars.'), ''),
    senderEmail: optional(email('Address of the sender.'), ''),
    replyTo: optional(email('Address that answers go to.'), ''),
  },
  response: { status: 200, model: 'emailTemplate' },
  errors: ['project_not_found'],
  // Wordings are in the project's own schema.
  transaction: 'own',
  handler: ({ services, actor, params }) => setTemplate(services.database, actor, params, params),
})

export const projectsDeleteEmailTemplate = endpoint({
  ...common,
  id: 'projects.deleteEmailTemplate',
  route: 'DELETE /v1/projects/:projectId/templates/email/:type/:locale',
  summary: 'Delete custom email template',
  params: emailKey,
  response: { status: 200, model: 'emailTemplate' },
  errors: ['project_not_found', 'project_template_default_deletion'],
  transaction: 'own',
  handler: ({ services, actor, params }) => removeTemplate(services.database, actor, params),
})

// Wordings of SMS are in the API, but no version of it has ever served them.
const smsErrors = ['general_not_implemented', 'project_not_found'] as const
const notServed = (): never => {
  throw fail('general_not_implemented')
}

export const projectsGetSmsTemplate = endpoint({
  ...common,
  id: 'projects.getSmsTemplate',
  route: 'GET /v1/projects/:projectId/templates/sms/:type/:locale',
  summary: 'Get custom SMS template',
  params: smsKey,
  response: { status: 200, model: 'smsTemplate' },
  methods: [{ id: 'projects.getSmsTemplate', deprecated: true }, { id: 'projects.getSMSTemplate' }],
  errors: smsErrors,
  handler: notServed,
})

export const projectsUpdateSmsTemplate = endpoint({
  ...common,
  id: 'projects.updateSmsTemplate',
  route: 'PATCH /v1/projects/:projectId/templates/sms/:type/:locale',
  summary: 'Update custom SMS template',
  params: { ...smsKey, message: text({ max: null }, 'Text.') },
  response: { status: 200, model: 'smsTemplate' },
  methods: [{ id: 'projects.updateSmsTemplate', deprecated: true }, { id: 'projects.updateSMSTemplate' }],
  errors: smsErrors,
  handler: notServed,
})

export const projectsDeleteSmsTemplate = endpoint({
  ...common,
  id: 'projects.deleteSmsTemplate',
  route: 'DELETE /v1/projects/:projectId/templates/sms/:type/:locale',
  summary: 'Reset custom SMS template',
  params: smsKey,
  response: { status: 200, model: 'smsTemplate' },
  methods: [{ id: 'projects.deleteSmsTemplate', deprecated: true }, { id: 'projects.deleteSMSTemplate' }],
  errors: [...smsErrors, 'project_template_default_deletion'],
  handler: notServed,
})
