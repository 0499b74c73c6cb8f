import { createHmac } from 'node:crypto'
import { eventNames } from '../activity/index.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Delivery } from './queries.ts'
import type { Receiver } from './receivers.ts'

/** The headers of a delivery, as receivers of the contract check them. */
export function headersOf(
  secrets: Secrets,
  projectId: string,
  receiver: Receiver,
  delivery: Delivery,
): Readonly<Record<string, string>> {
  const password = receiver.httpPass === '' ? '' : secrets.decrypt(receiver.httpPass)
  const credentials = Buffer.from(`${receiver.httpUser}:${password}`).toString('base64')
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Basalt webhooks',
    'X-Appwrite-Webhook-Id': receiver.id,
    'X-Appwrite-Webhook-Events': headerText(eventNames(delivery.event).join(',')),
    'X-Appwrite-Webhook-Name': headerText(receiver.name),
    ...(delivery.userId === null ? {} : { 'X-Appwrite-Webhook-User-Id': delivery.userId }),
    'X-Appwrite-Webhook-Project-Id': projectId,
    'X-Appwrite-Webhook-Signature': sign(receiver.url, delivery.payload, secrets.decrypt(receiver.signatureKey)),
    // The same for every attempt, so that receivers can drop repeats.
    'X-Basalt-Webhook-Delivery': String(delivery.sequence),
    'X-Basalt-Webhook-Attempt': String(delivery.attempts + 1),
    ...(receiver.httpUser === '' ? {} : { Authorization: `Basic ${credentials}` }),
  }
}

/** Base64 of HMAC-SHA1 over the URL, percent-decoded, and the body. */
function sign(url: string, body: string, key: string): string {
  return createHmac('sha1', key)
    .update(decoded(url) + body)
    .digest('base64')
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url // a stray % stands for itself
  }
}

/** HTTP headers carry Latin-1 without control characters: other letters go as UTF-8, as the bytes they are. */
function headerText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must go
  return Buffer.from(text.replaceAll(/[\u0000-\u001f\u007f]/g, ' ')).toString('latin1')
}
