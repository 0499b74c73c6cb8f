import { isIP } from 'node:net'
import { isSubscribableEvent } from '@basalt/types'
import { invalid, param, type Param } from './params.ts'

/** The name of an event that webhooks and functions can listen to, with `*` or an id for each record. */
export function eventName(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && isSubscribableEvent(value)) return value
      throw invalid(name, 'must be an event such as `users.*.create`')
    },
    { type: 'string' },
    { validator: 'event', parts: { min: 2, max: 7 } },
    doc,
  )
}

const maxUrlLength = 2048

/** A URL that a server calls: http or https, on a host that has a name and is not this machine. */
export function webhookUrl(doc: string): Param<string> {
  return param(
    (value, name) => {
      const url = typeof value === 'string' && value.length <= maxUrlLength ? URL.parse(value) : null
      const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
      if (url && isHttp && isNamedHost(url.hostname)) return String(value)
      throw invalid(name, 'must be a URL (http, https) on a public host')
    },
    { type: 'string', format: 'url' },
    {
      validator: 'allOf',
      of: [{ validator: 'url', schemes: ['http', 'https'] }, { validator: 'publicDomain' }],
    },
    doc,
  )
}

function isNamedHost(hostname: string): boolean {
  if (hostname === '' || hostname.startsWith('[') || isIP(hostname) !== 0) return false
  return hostname !== 'localhost' && !hostname.endsWith('.localhost')
}
