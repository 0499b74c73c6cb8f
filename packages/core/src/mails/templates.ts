import { type Database, type Queryable, sql } from '@basalt/database'
import { type Actor, fail, type Renderable } from '@basalt/types'
import { ownedSchema } from '../projects/index.ts'
import { type MailType, mailWording } from '../wordings/index.ts'
import type { Template } from './types.ts'

export type EmailTemplate = Renderable<'emailTemplate'>

/** Null where the project has not worded this mail itself. */
export async function findTemplate(db: Queryable, type: MailType, locale: string): Promise<Template | null> {
  return db.one<Template>(
    sql`SELECT subject, message, senderName, senderEmail, replyTo FROM mailTemplates
        WHERE type = ${type} AND locale = ${locale}`,
  )
}

/** Which wording of which project. */
export type TemplateKey = { readonly projectId: string; readonly type: MailType; readonly locale: string }

/** The project's wording, or the usual one with empty senders. */
export async function getTemplate(
  database: Database,
  actor: Actor,
  { projectId, type, locale }: TemplateKey,
): Promise<EmailTemplate> {
  const schema = await ownedSchema(database, actor, projectId)
  return templateOf(type, locale, (await findTemplate(schema, type, locale)) ?? usual(type, locale))
}

/** Replaces the project's wording as a whole. */
export async function setTemplate(
  database: Database,
  actor: Actor,
  { projectId, type, locale }: TemplateKey,
  template: Template,
): Promise<EmailTemplate> {
  const { subject, message, senderName, senderEmail, replyTo } = template
  const schema = await ownedSchema(database, actor, projectId)
  await schema.run(
    sql`REPLACE INTO mailTemplates (type, locale, subject, message, senderName, senderEmail, replyTo)
        VALUES (${type}, ${locale}, ${subject}, ${message}, ${senderName}, ${senderEmail}, ${replyTo})`,
  )
  return templateOf(type, locale, { subject, message, senderName, senderEmail, replyTo })
}

/** Goes back to the usual wording; the answer is the one that was given up. @throws `project_template_default_deletion` */
export async function removeTemplate(
  database: Database,
  actor: Actor,
  { projectId, type, locale }: TemplateKey,
): Promise<EmailTemplate> {
  const schema = await ownedSchema(database, actor, projectId)
  const template = await findTemplate(schema, type, locale)
  if (template === null) throw fail('project_template_default_deletion', { type, locale })
  await schema.run(sql`DELETE FROM mailTemplates WHERE type = ${type} AND locale = ${locale}`)
  return templateOf(type, locale, template)
}

function usual(type: MailType, locale: string): Template {
  return { ...mailWording(type, locale), senderName: '', senderEmail: '', replyTo: '' }
}

function templateOf(type: MailType, locale: string, template: Template): EmailTemplate {
  return { type, locale, ...template }
}
