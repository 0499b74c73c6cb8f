import { type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, type Renderable } from '@basalt/types'
import { newSecret, type Secrets } from '../secrets/index.ts'
import { lockOwnedProject, ownedProject } from './ownership.ts'
import { maxParts, moveVersion } from './queries.ts'

export type Webhook = Renderable<'webhook'>
export type WebhookRow = {
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly url: string
  readonly events: string
  readonly security: number
  readonly httpUser: string
  readonly httpPass: string
  readonly signatureKey: string
  readonly enabled: number
  readonly logs: string
  readonly attempts: number
}

export type WebhookInput = {
  readonly name: string
  readonly enabled: boolean
  readonly events: readonly string[]
  readonly url: string
  /** True refuses receivers whose certificate is not valid. */
  readonly security: boolean
  readonly httpUser: string
  readonly httpPass: string
}

const signatureKeyBytes = 64
export const selectWebhooks = sql`SELECT id, projectId, createdAt, updatedAt, name, url, events, security, httpUser,
  httpPass, signatureKey, enabled, logs, attempts FROM webhooks`

/** Registers a receiver of the project's events, with a new key that signs what it is sent. */
export async function createWebhook(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  input: WebhookInput,
): Promise<Webhook> {
  await lockOwnedProject(tx, actor, projectId)
  const [id, now] = [uniqueId(), new Date()]
  await tx.run(
    sql`INSERT INTO webhooks
          (id, projectId, createdAt, updatedAt, name, url, events, security, httpUser, httpPass, signatureKey, enabled)
        VALUES (${id}, ${projectId}, ${now}, ${now}, ${input.name}, ${input.url}, ${JSON.stringify(input.events)},
          ${input.security}, ${input.httpUser}, ${sealed(input.httpPass, secrets)}, ${newSignatureKey(secrets)},
          ${input.enabled})`,
  )
  await moveVersion(tx, projectId)
  return webhookOf(await getWebhookRow(tx, projectId, id), secrets)
}

export async function listWebhooks(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
): Promise<readonly Webhook[]> {
  await ownedProject(db, actor, projectId)
  const rows = await db.all<WebhookRow>(
    sql`${selectWebhooks} WHERE projectId = ${projectId} ORDER BY sequence LIMIT ${maxParts}`,
  )
  return rows.map((row) => webhookOf(row, secrets))
}

export async function getWebhook(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<Webhook> {
  await ownedProject(db, actor, projectId)
  return webhookOf(await getWebhookRow(db, projectId, id), secrets)
}

/** Replaces everything but the signature key. Switching a webhook on forgets its failed attempts. */
export async function updateWebhook(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
  input: WebhookInput,
): Promise<Webhook> {
  await lockOwnedProject(tx, actor, projectId)
  await tx.run(
    sql`UPDATE webhooks SET name = ${input.name}, url = ${input.url}, events = ${JSON.stringify(input.events)},
          security = ${input.security}, httpUser = ${input.httpUser}, httpPass = ${sealed(input.httpPass, secrets)},
          enabled = ${input.enabled}, attempts = IF(${input.enabled}, 0, attempts), updatedAt = ${new Date()}
        WHERE projectId = ${projectId} AND id = ${id}`,
  )
  await moveVersion(tx, projectId)
  return webhookOf(await getWebhookRow(tx, projectId, id), secrets)
}

/** Gives a webhook a new signature key; the old one stops at once. */
export async function rotateSignatureKey(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<Webhook> {
  await lockOwnedProject(tx, actor, projectId)
  await tx.run(
    sql`UPDATE webhooks SET signatureKey = ${newSignatureKey(secrets)}, updatedAt = ${new Date()}
        WHERE projectId = ${projectId} AND id = ${id}`,
  )
  return webhookOf(await getWebhookRow(tx, projectId, id), secrets)
}

/** @throws `webhook_not_found` */
export async function removeWebhook(tx: Transaction, actor: Actor, projectId: string, id: string): Promise<void> {
  await lockOwnedProject(tx, actor, projectId)
  const removed = await tx.run(sql`DELETE FROM webhooks WHERE projectId = ${projectId} AND id = ${id}`)
  if (removed.affectedRows === 0) throw fail('webhook_not_found', { webhookId: id })
  await moveVersion(tx, projectId)
}

export function webhookOf(row: WebhookRow, secrets: Secrets): Webhook {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    url: row.url,
    events: eventsOf(row),
    security: row.security === 1,
    httpUser: row.httpUser,
    httpPass: opened(row.httpPass, secrets),
    signatureKey: secrets.decrypt(row.signatureKey),
    enabled: row.enabled === 1,
    logs: row.logs,
    attempts: row.attempts,
  }
}

async function getWebhookRow(db: Queryable, projectId: string, id: string): Promise<WebhookRow> {
  const row = await db.one<WebhookRow>(sql`${selectWebhooks} WHERE projectId = ${projectId} AND id = ${id}`)
  if (row === null) throw fail('webhook_not_found', { webhookId: id })
  return row
}

function eventsOf(row: WebhookRow): readonly string[] {
  return JSON.parse(row.events) as readonly string[] // written by this file only
}

function newSignatureKey(secrets: Secrets): string {
  return secrets.encrypt(newSecret(signatureKeyBytes))
}

function sealed(text: string, secrets: Secrets): string {
  return text === '' ? '' : secrets.encrypt(text)
}

function opened(text: string, secrets: Secrets): string {
  return text === '' ? '' : secrets.decrypt(text)
}
