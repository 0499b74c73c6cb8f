import { isSchedule } from '@basalt/core/functions'
import { isRole, isSubscribableEvent } from '@basalt/types'
import { range } from './kinds.ts'
import { invalid, param, type Param } from './params.ts'

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
