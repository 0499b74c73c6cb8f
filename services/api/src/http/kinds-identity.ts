import { isIP } from 'node:net'
import { isAllowedRedirect } from '@basalt/core/projects'
import { foldAddress } from '@basalt/types'
import { invalid, param, type Param } from './params.ts'

const emailPattern =
  /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

function isEmail(value: string): boolean {
  return value.length <= 320 && emailPattern.test(value) && !value.includes('..') && !/^\.|\.@/.test(value)
}

/** An e-mail address, lower-cased. */
export function email(doc: string, { allowEmpty = false }: { allowEmpty?: boolean } = {}): Param<string> {
  return param(
    (value, name) => {
      if (allowEmpty && value === '') return ''
      if (typeof value === 'string' && isEmail(value)) return foldAddress(value)
      throw invalid(name, 'must be an e-mail address')
    },
    { type: 'string', format: 'email' },
    { validator: 'email', ...(allowEmpty ? { allowEmpty } : {}) },
    doc,
  )
}

/** An international number such as +14155552671. */
export function phone(doc: string, { allowEmpty = false }: { allowEmpty?: boolean } = {}): Param<string> {
  return param(
    (value, name) => {
      if (allowEmpty && value === '') return ''
      if (typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value)) return value
      throw invalid(name, 'must be a phone number: `+` and 7 to 15 digits')
    },
    { type: 'string', format: 'phone' },
    { validator: 'phone', format: 'E.164', ...(allowEmpty ? { allowEmpty } : {}) },
    doc,
  )
}

/** 8 to 256 bytes. The project's own rules (dictionary, history, personal data) are core's. */
export function password(
  doc: string,
  { allowEmpty = false, dictionary = false }: { allowEmpty?: boolean; dictionary?: boolean } = {},
): Param<string> {
  return param(
    (value, name) => {
      if (allowEmpty && value === '') return ''
      if (typeof value === 'string' && value.length >= 8 && Buffer.byteLength(value) <= 256) return value
      throw invalid(name, 'must have 8 to 256 characters')
    },
    { type: 'string', format: 'password', minLength: 8, maxLength: 256 },
    {
      validator: 'password',
      min: 8,
      max: 256,
      ...(allowEmpty ? { allowEmpty } : {}),
      ...(dictionary ? { dictionaryIf: 'auths.passwordDictionary' } : {}),
    },
    doc,
  )
}

export function url(doc: string, { schemes = ['http', 'https'] }: { schemes?: readonly string[] } = {}): Param<string> {
  return param(
    (value, name) => {
      const parsed = typeof value === 'string' ? URL.parse(value) : null
      if (
        parsed &&
        typeof value === 'string' &&
        schemes.includes(parsed.protocol.slice(0, -1)) &&
        parsed.hostname !== ''
      )
        return value
      throw invalid(name, `must be a URL (${schemes.join(', ')})`)
    },
    { type: 'string', format: 'url' },
    { validator: 'url' },
    doc,
  )
}

/** A URL to which the project's platforms allow a redirect. A dev key lifts the platform check. */
export function redirectUrl(doc: string, { allowEmpty = false }: { allowEmpty?: boolean } = {}): Param<string> {
  return param(
    (value, name, context) => {
      if (allowEmpty && value === '') return ''
      if (typeof value === 'string' && isAllowedRedirect(value, context)) return value
      throw invalid(name, 'must be a URL on one of the platforms of the project')
    },
    { type: 'string', format: 'url' },
    { validator: 'redirectUrl', hosts: 'project platforms', withDevKey: 'url' },
    doc,
  )
}

export function hostname(doc: string, { allowEmpty = false }: { allowEmpty?: boolean } = {}): Param<string> {
  return param(
    (value, name) => {
      if (allowEmpty && value === '') return ''
      if (
        typeof value === 'string' &&
        value.length <= 256 &&
        /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$|^\*$/i.test(value)
      )
        return value
      throw invalid(name, 'must be a host name')
    },
    { type: 'string' },
    { validator: 'hostname', ...(allowEmpty ? { allowEmpty } : {}) },
    doc,
  )
}

export function ip(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && isIP(value) !== 0) return value
      throw invalid(name, 'must be an IP address')
    },
    { type: 'string', format: 'ip' },
    { validator: 'ip' },
    doc,
  )
}

const instantPattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** An ISO 8601 date or date-time, read as UTC without a zone. */
export function datetime(doc: string): Param<Date> {
  return param(
    (value, name) => {
      const date = typeof value === 'string' && instantPattern.test(value) ? parseInstant(value) : null
      if (date === null) throw invalid(name, 'must be an ISO 8601 date')
      return date
    },
    { type: 'string', format: 'datetime' },
    { validator: 'datetime', min: '1000-01-01T00:00:00', max: '9999-12-31T23:59:59' },
    doc,
  )
}

/** As `datetime`, but still to come. */
export function futureDatetime(doc: string): Param<Date> {
  const any = datetime(doc)
  return param(
    (value, name, context) => {
      const date = any.parse(value, name, context)
      if (date.getTime() <= Date.now()) throw invalid(name, 'must be an ISO 8601 date in the future')
      return date
    },
    any.schema,
    { validator: 'datetime', future: true },
    doc,
  )
}

function parseInstant(value: string): Date | null {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10)) || value.length === 10 ? value : `${value}Z`
  const date = new Date(zoned.replace(' ', 'T'))
  const year = date.getUTCFullYear()
  return Number.isNaN(date.getTime()) || year < 1000 || year > 9999 ? null : date
}
