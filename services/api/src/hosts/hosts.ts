import { isIP } from 'node:net'
import { findHost } from '@basalt/core/proxy'
import { coalesce } from '@basalt/database'
import { Forwarding } from '@basalt/service'
import { fail } from '@basalt/types'
import type { Express } from 'express'
import { Bodies } from '#http/body.ts'
import { pageType } from '#http/error-page.ts'
import { sendError } from '#http/errors.ts'
import type { Services } from '#http/services.ts'
import { Visits } from './visit.ts'

/** Answers at the domains of functions; all other hosts are the API's. Disposing waits for what is yet to be written. */
export function serveHosts(app: Express, services: Services): AsyncDisposable {
  const { config, log } = services
  const forwarding = new Forwarding(config.http.trustedProxies)
  const visits = new Visits(services, new Bodies(config.http.maxBodyBytes))
  const find = hostFinder(services)
  app.use((request, response, next) => {
    const { host, ip, protocol } = forwarding.clientOf(request)
    const hostname = host.replace(/:\d+$/, '').toLowerCase()
    const { main, functions } = config.domains
    // Most requests are for the API itself, and cost nothing here.
    if (hostname === main || !`.${hostname}`.endsWith(`.${functions}`) || isIP(hostname) !== 0) {
      next()
      return
    }
    const answer = async (): Promise<void> => {
      if (hostname === functions) throw fail('general_access_forbidden', { hostname })
      const target = await find(hostname)
      if (target === null) throw fail('rule_not_found', { hostname })
      await visits.answer(request, response, { target, host, ip, protocol })
    }
    answer().catch((error: unknown) => {
      if (!request.complete) response.setHeader('Connection', 'close')
      if (!response.headersSent) response.setHeader('Content-Type', pageType)
      sendError(response, error, log.child({ hostname, method: request.method }))
    })
  })
  return visits
}

/** Look-ups of one moment are one; nothing is remembered, so that a rule works and ends at once everywhere. */
function hostFinder({ database }: Services) {
  return coalesce(async (hostnames: readonly string[]) => {
    const found = await Promise.all(
      [...hostnames].map(async (hostname) => [hostname, await findHost(database.platform, hostname)] as const),
    )
    return new Map(found.flatMap(([hostname, target]) => (target ? [[hostname, target] as const] : [])))
  })
}
