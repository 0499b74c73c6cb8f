import type { Happening } from '@basalt/core/activity'
import { type Actor, models, render } from '@basalt/types'
import type { Endpoint } from './endpoint.ts'

type Facts = {
  readonly params: Readonly<Record<string, unknown>>
  readonly result: Readonly<Record<string, unknown>>
  readonly actor: Actor
}

/** What a successful call tells the activity log, as its declaration says; null when it declares nothing. */
export function happeningOf(endpoint: Endpoint, facts: Facts): Happening | null {
  if (!endpoint.event && !endpoint.audit) return null
  const model = endpoint.payload ?? endpoint.response.model
  const changedFor = endpoint.rolesChangedOf?.(facts.result)
  return {
    event: endpoint.event ? fillEvent(endpoint.event, ownId(endpoint, facts.result), facts) : null,
    auditEvent: endpoint.audit?.event ?? null,
    resource: endpoint.audit ? fillResource(endpoint.audit.resource, facts) : null,
    payload: model ? render(model, facts.result, false) : null,
    ...(endpoint.heard ? { heard: endpoint.heard } : {}),
    ...(changedFor ? { permissionsChangedFor: changedFor } : {}),
  }
}

/** The id of the result itself. In an open model the fields are the user's own, and `$id` may be anything. */
function ownId({ response }: Endpoint, result: Facts['result']): unknown {
  return response.model && models[response.model].open ? undefined : result['$id']
}

/** The last placeholder is the record itself, the ones before it are its parents. */
function fillEvent(pattern: string, id: unknown, { params, result, actor }: Facts): string {
  const last = pattern.lastIndexOf('[')
  return pattern.replaceAll(/\[([^\]]+)\]/g, (_whole, name: string, at: number) => {
    const own = at === last ? id : undefined
    const found = own ?? params[name] ?? result[name] ?? (name === 'userId' ? actor.user?.id : undefined)
    return typeof found === 'string' ? found : ''
  })
}

function fillResource(pattern: string, { params, result, actor }: Facts): string {
  return pattern.replaceAll(/\{(response|request|user)\.([^}]+)\}/g, (_whole, from: string, name: string) => {
    const found = from === 'response' ? result[name] : from === 'request' ? params[name] : actor.user?.id
    return typeof found === 'string' ? found : ''
  })
}
