import type { Database } from '@basalt/database'
import type { Mailer, SmtpServer } from '@basalt/delivery'
import { type Actor, fail } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { ownedProject } from './ownership.ts'
import type { ProjectModel } from './present.ts'
import { changeSettings } from './projects.ts'
import { newProjectSettings, type SmtpSettings } from './settings.ts'

/** The settings with the password in plain. */
export type SmtpInput = SmtpSettings

type SmtpServices = { readonly database: Database; readonly secrets: Secrets; readonly mailer: Mailer }

/**
 * Gives a project a mail server of its own, once that server has answered; switching it off forgets it.
 * @throws `project_not_found`, `general_argument_invalid`, `project_smtp_config_invalid`
 */
export async function changeSmtp(
  { database, secrets, mailer }: SmtpServices,
  actor: Actor,
  projectId: string,
  input: SmtpInput,
): Promise<ProjectModel> {
  await ownedProject(database.platform, actor, projectId)
  const smtp = input.enabled ? await checked(mailer, secrets, input) : newProjectSettings.smtp
  return database.platform.transaction((tx) =>
    changeSettings(tx, secrets, actor, projectId, (settings) => ({ ...settings, smtp })),
  )
}

/** How the project's mail server is reached, its password opened. */
export function smtpServerOf(smtp: SmtpSettings, secrets: Secrets): SmtpServer {
  const { host, port, username, secure } = smtp
  const password = smtp.password === '' ? '' : secrets.decrypt(smtp.password)
  return { host, port, username, password, secure, isOperators: false }
}

async function checked(mailer: Mailer, secrets: Secrets, input: SmtpInput): Promise<SmtpSettings> {
  for (const field of ['senderName', 'senderEmail', 'host', 'port'] as const) {
    if (input[field] === '' || input[field] === 0) {
      throw fail('general_argument_invalid', { reason: `Parameter \`${field}\` is required to switch SMTP on.` })
    }
  }
  try {
    await mailer.check({ ...input, isOperators: false })
  } catch (error) {
    throw fail('project_smtp_config_invalid', {}, error)
  }
  return { ...input, password: input.password === '' ? '' : secrets.encrypt(input.password) }
}
