import type { MailContext } from '@basalt/core/account'
import type { Origin } from '@basalt/core/activity'
import type { RequestFacts } from '#http/request.ts'
import type { Services } from '#http/services.ts'

type MailingCall = { readonly services: Services; readonly origin: Origin; readonly request: RequestFacts }

/** What an act that sends a mail needs of its call. */
export function mailContextOf({ services, origin, request }: MailingCall): MailContext {
  return { bus: services.bus, origin, mail: services, locale: request.locale }
}
