import { buffer } from 'node:stream/consumers'
import { isSchedule } from '@basalt/core/functions'
import { isRole, isSubscribableEvent } from '@basalt/types'
import { assoc, range, text } from './kinds.ts'
import { invalid, param, type Param } from './params.ts'
import { UploadedFile } from './uploaded-file.ts'

const maxTimeoutSeconds = 900

/** How long a run may take. */
export function timeoutSeconds(doc: string): Param<number> {
  const max = { env: '_APP_FUNCTIONS_TIMEOUT', fallback: maxTimeoutSeconds }
  return { ...range({ min: 1, max: maxTimeoutSeconds }, doc), rule: { validator: 'range', min: 1, max } }
}

/** Roles such as `users` or `team:ops/owner`. */
export function roles({ max }: { max: number }, doc: string): Param<readonly string[]> {
  return param(
    (value, name) => {
      if (!Array.isArray(value) || value.length > max) throw invalid(name, `must be a list of at most ${max} roles`)
      if (!value.every((role) => typeof role === 'string' && isRole(role))) {
        throw invalid(name, 'must hold roles such as `any`, `users` or `team:ID`')
      }
      return value as readonly string[] // each entry was checked
    },
    { type: 'array', items: { type: 'string' } },
    { validator: 'roles', maxItems: max },
    doc,
  )
}

/** A schedule of five fields, in UTC; empty for none. */
export function schedule(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && value.length <= 128 && (value === '' || isSchedule(value))) return value
      throw invalid(name, 'must be a cron schedule of five fields, such as `*/5 * * * *`')
    },
    { type: 'string' },
    { validator: 'cron', allowEmpty: true },
    doc,
  )
}

/** An event that functions can listen to: all but those of functions, which would lead in a circle. */
export function triggerName(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && !value.startsWith('functions.') && isSubscribableEvent(value)) return value
      throw invalid(name, 'must be an event such as `users.*.create`, and none of functions')
    },
    { type: 'string' },
    { validator: 'event', parts: { min: 2, max: 7 }, notPrefix: 'functions.' },
    doc,
  )
}

/** A domain: names of letters, digits and hyphens, joined by dots. */
export function domain(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && value.length <= 253 && /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/i.test(value))
        return value
      throw invalid(name, 'must be a domain, as app.example.com')
    },
    { type: 'string' },
    { validator: 'domain' },
    doc,
  )
}

/** A text, or the bytes of a part of a form that is a file. */
export function textOrFile({ max }: { max: number }, doc: string): Param<string | UploadedFile> {
  const plain = text({ max, min: 0 }, doc)
  return {
    ...plain,
    parse: (value, ...rest) => (value instanceof UploadedFile ? value : plain.parse(value ?? '', ...rest)),
  }
}

/** @throws `general_argument_invalid` for more bytes than that */
export async function bytesOf(given: string | UploadedFile, maxBytes: number): Promise<Buffer> {
  if (typeof given === 'string') return Buffer.from(given)
  if (given.sizeBytes > maxBytes) throw invalid('body', `must have at most ${maxBytes} bytes`)
  return buffer(given.bytes())
}

/** Headers as an object, or as JSON of one; what they may be is for core to say. */
export function headers(doc: string): Param {
  const asObject = assoc(doc)
  const asText = text({ max: 65_535 }, doc)
  return param(
    (value, ...rest) => (typeof value === 'string' ? asText.parse(value, ...rest) : asObject.parse(value, ...rest)),
    { type: 'object' },
    { validator: 'anyOf', of: [asObject.rule, asText.rule] },
    doc,
  )
}
