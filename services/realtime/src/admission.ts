import type { IncomingMessage } from 'node:http'
import { hitRateLimit } from '@basalt/bus'
import { type Credentials, credentialsOf } from '@basalt/core/access'
import { consoleProjectId, isAllowedOrigin, type Project } from '@basalt/core/projects'
import type { Forwarding } from '@basalt/service'
import { fail } from '@basalt/types'
import { limits, type Services } from './services.ts'
import { allowedChannels } from './subscriptions.ts'

/** A request to open a socket that may be let in, once its caller is known. */
export type Opening = {
  readonly project: Project
  /** The project that the caller belongs to: the console in admin mode. */
  readonly home: Project
  readonly credentials: Credentials
  /** Channels of the URL; null when it has none, as clients that subscribe by message send it. */
  readonly asked: readonly string[] | null
  /** Position of the last event that the client has seen, when it comes back for the ones after it. */
  readonly lastEventId: string
}

/**
 * The checks before a socket opens, in the contract's order: project, API switch, rate limit, origin, channels.
 * @throws `realtime_policy_violation`, `general_api_disabled`, `realtime_too_many_messages`
 */
export async function admit(services: Services, forwarding: Forwarding, request: IncomingMessage): Promise<Opening> {
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '')
  const headers = plain(request.headers)
  const id = query.get('project') || (headers['x-appwrite-project'] ?? '')
  const project = await services.projects.find(id)
  if (!project) throw violation('The project does not exist.', { id })
  if (project.settings.apis['realtime'] === false) throw fail('general_api_disabled')
  const { ip, host } = forwarding.clientOf(request)
  await limitOpens(services, project, ip)
  const origin = headers['origin'] ?? ''
  const hostname = host.replace(/:\d+$/, '')
  if (origin !== '' && !isAllowedOrigin(origin, project, hostname)) {
    throw violation('The project does not know this origin. Register it as a platform.', { origin })
  }
  const offered = credentialsOf(headers, { mode: query.get('mode') ?? '' }, id, '')
  return {
    project,
    home: offered.mode === 'admin' && project.id !== consoleProjectId ? services.projects.console : project,
    // Keys give no roles here, as the contract has it.
    credentials: { ...offered, key: '', devKey: '', sessions: offered.sessions.slice(0, 4) },
    asked: channelsIn(query),
    lastEventId: query.get('lastEventId') ?? '',
  }
}

async function limitOpens({ bus, config }: Services, project: Project, ip: string): Promise<void> {
  if (!config.rateLimits.enabled || config.rateLimits.exemptAddresses.includes(ip)) return
  const { exceeded } = await hitRateLimit(bus, `${project.id}:realtime:${ip}`, limits.opensPerMinute, 60)
  if (exceeded) throw fail('realtime_too_many_messages', { ip })
}

/** @throws `realtime_policy_violation` when channels were asked for and none of them is left. */
function channelsIn(query: URLSearchParams): readonly string[] | null {
  const names = [...query].filter(([key]) => /^channels(\[\d*\])?$/.test(key))
  if (names.length === 0) return null
  if (names.some(([key]) => key === 'channels')) throw violation('Channels must be a list: channels[]=…')
  const allowed = allowedChannels(names.map(([, value]) => value))
  if (allowed.length === 0) throw violation('No channel is left to listen to.')
  if (allowed.length > limits.channels) throw violation(`A connection takes at most ${limits.channels} channels.`)
  return allowed
}

function violation(reason: string, details: Readonly<Record<string, unknown>> = {}): Error {
  return fail('realtime_policy_violation', { ...details, reason })
}

function plain(headers: IncomingMessage['headers']): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries) as Record<string, string | undefined> // lists were cut to their first
}
