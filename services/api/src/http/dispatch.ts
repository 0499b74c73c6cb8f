import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { appendEntries, type Entry, type Happening, type Origin } from '@basalt/core/activity'
import { type Caller, type Credentials, credentialsOf, textOf, usedCookies } from '@basalt/core/access'
import { localeOf } from '@basalt/core/locale'
import { consoleProjectId, isAllowedOrigin, type Project } from '@basalt/core/projects'
import { uploadsFolder } from '@basalt/core/storage'
import type { Transaction } from '@basalt/database'
import { Forwarding } from '@basalt/service'
import { BasaltError, fail, isPrivileged } from '@basalt/types'
import { versionWarning } from './api-version.ts'
import { Bodies } from './body.ts'
import { allowOrigin, preflight } from './cors.ts'
import type { Call, Endpoint, Params, ReceiveCall } from './endpoint.ts'
import { pageType } from './error-page.ts'
import { sendError } from './errors.ts'
import { admit, passGates } from './gates.ts'
import { happeningOf } from './happenings.ts'
import { applyRateLimit } from './limits.ts'

import { parseParams } from './params.ts'
import { parseForm } from './query-string.ts'
import { Reply } from './reply.ts'
import { ownHostname, type RequestFacts } from './request.ts'
import { type Match, Router } from './router.ts'
import { sendResult } from './send.ts'
import type { Services } from './services.ts'
import { touch } from './touch.ts'
import { countOnClose } from './traffic.ts'
import { isMultipart, receiveUpload } from './upload.ts'
import { toDisk } from './uploaded-file.ts'

type Given = Readonly<Record<string, unknown>>
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The life of a request: one function a step, in the contract's order. */
export function createDispatcher(services: Services, endpoints: readonly Endpoint[]): Handler {
  const router = new Router(endpoints)
  const bodies = new Bodies(services.config.http.maxBodyBytes)
  const forwarding = new Forwarding(services.config.http.trustedProxies)

  async function answer(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const url = request.url ?? '/'
    const question = url.indexOf('?')
    const match = router.find(request.method ?? 'GET', question < 0 ? url : url.slice(0, question))
    const query = question < 0 ? {} : parseForm(url.slice(question + 1))
    if (match?.endpoint.errorFormat === 'html') response.setHeader('Content-Type', pageType)
    const facts = factsOf(request, id, match, forwarding)
    // Until the project is known, an error can be read by the origin that the console itself has.
    allowOrigin(response, localOrigin(facts))
    const warning = versionWarning(facts.headers['x-appwrite-response-format'])
    if (warning !== null) response.setHeader('X-Appwrite-Warning', warning)
    const uploadField = isMultipart(request) ? match?.endpoint.upload : undefined
    const isInUrl = facts.method === 'GET' || facts.method === 'HEAD' || uploadField !== undefined
    const given = isInUrl ? query : await bodies.read(request)
    const all: Given = match ? { ...given, ...match.path } : given

    const projectId = textOf(given['project']) || (facts.headers['x-appwrite-project'] ?? '')
    const guess = guessCaller(services, projectId, facts, all)
    const project = await findProject(services, projectId)
    const anyOrigin = match?.endpoint.anyOrigin ?? false
    const { caller, reply } = await identify(services, project, facts, all, response, { anyOrigin, guess })
    countOnClose(services, project, caller, request, response)
    if (!match) throw fail('general_route_not_found', { path: facts.route })
    const { endpoint } = match
    admit(endpoint, project, caller)
    const limits = { bus: services.bus, ...services.config.rateLimits }
    await applyRateLimit(limits, endpoint, project, caller, facts, all, reply)
    passGates(endpoint, project, caller)
    const context = { project, hostname: ownHostname(services.config, facts), hasDevKey: caller.hasDevKey }
    const database = services.database.schema(project.schema)
    const receiving = { services, project, actor: caller.actor, request: facts, database, given: all }
    await using received = await receiveBody(request, endpoint, uploadField, all, receiving)
    const params = parseParams(endpoint.params, received.given, context)
    touch(services, project, caller)

    const { actor } = caller
    const locale = textOf(given['locale']) || facts.locale
    const origin: Origin = {
      project,
      actor,
      ip: facts.ip,
      userAgent: facts.userAgent,
      locale: localeOf(locale),
      country: () => services.places.codeOf(facts.ip),
    }
    const entry = (result: object, more: Partial<Happening> = {}): Entry | null => {
      const happening = happeningOf(endpoint, { params, result: result as Given, actor })
      return happening && { origin, happening: { ...happening, ...more } }
    }
    const record = async (tx: Transaction, result: object, more: Partial<Happening> = {}): Promise<void> => {
      const told = entry(result, more)
      if (told) await appendEntries(tx, services.bus, [told])
    }
    const asked = { ...facts, locale }
    const call = { services, project, actor, caller, params, request: asked, reply, origin, entry, record }
    const result = await run(endpoint, call)
    sendResult(response, reply, endpoint, result, isPrivileged(caller.actor))
  }

  /** What is given, with the parts of an upload: those are read only once the caller is known and admitted. */
  async function receiveBody(
    request: IncomingMessage,
    { upload, receive }: Endpoint,
    field: string | undefined,
    all: Given,
    call: ReceiveCall,
  ) {
    if (upload === undefined || field === undefined) {
      const given = upload === undefined || Object.hasOwn(all, upload) ? all : { ...all, [upload]: null }
      return { given, async [Symbol.asyncDispose]() {} }
    }
    const { maxFileBytes } = services.config.storage
    const receiveFile = receive?.(call) ?? toDisk(uploadsFolder(services.config))
    const received = await receiveUpload(request, { field, maxFileBytes, receive: receiveFile })
    return { given: { ...received.given, ...all }, [Symbol.asyncDispose]: () => received[Symbol.asyncDispose]() }
  }

  /** Runs the handler; everything but GET in one transaction with its activity, unless it asks for its own. */
  async function run(endpoint: Endpoint, call: Call<Params, unknown>): Promise<unknown> {
    const schema = services.database.schema(call.project.schema)
    const handler = endpoint.handler as (call: unknown) => unknown // each handler gets the store it declares
    try {
      if (endpoint.transaction === 'own') return await handler({ ...call, database: schema })
      if (endpoint.method === 'GET') return await handler({ ...call, db: schema })
      return await schema.transaction(async (tx: Transaction) => {
        const result = (await handler({ ...call, tx })) as object | undefined // a model's value, or nothing
        await call.record(tx, result ?? {})
        return endpoint.shown ? endpoint.shown(result, call) : result
      })
    } catch (error) {
      if (error instanceof BasaltError && endpoint.renameErrors) {
        throw fail(endpoint.renameErrors(error.type), error.details, error)
      }
      throw error
    }
  }

  return (request, response) => {
    const id = randomUUID()
    response.setHeader('Server', 'Basalt')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('X-Request-Id', id)
    if (request.method === 'OPTIONS') {
      preflight(response, request.headers.origin ?? '')
      return
    }
    answer(request, response, id).catch((error: unknown) => {
      // A body that was refused half way must not be read as the next request.
      if (!request.complete) response.setHeader('Connection', 'close')
      sendError(response, error, services.log.child({ requestId: id, method: request.method, path: pathOf(request) }))
    })
  }
}

async function findProject(services: Services, id: string): Promise<Project> {
  const project = await services.projects.find(id)
  if (!project) throw fail('project_not_found', { id })
  return project
}

type Guess = { readonly project: Project; readonly credentials: Credentials; readonly caller: Promise<Caller> }

/** Looks the caller up while the project is being checked, trusting that the project is as it was last seen. */
function guessCaller(services: Services, projectId: string, facts: RequestFacts, given: Given): Guess | null {
  const project = services.projects.lastSeen(projectId)
  if (!project) return null
  const credentials = credentialsOf(facts.headers, given, project.id, '')
  const caller = services.access.resolve(project, credentials)
  // Whether the guess was right is known only when the project is; until then its failure means nothing.
  caller.catch(() => undefined)
  return { project, credentials, caller }
}

/** Decides who calls, sets the CORS headers, and refuses writes from origins that the project does not know. */
async function identify(
  services: Services,
  project: Project,
  facts: RequestFacts,
  given: Given,
  response: ServerResponse,
  { anyOrigin, guess }: { readonly anyOrigin: boolean; readonly guess: Guess | null },
): Promise<{ caller: Caller; reply: Reply }> {
  const right = guess?.project === project ? guess : null
  const teamId = project.id === consoleProjectId ? await teamOf(services, facts, given) : ''
  const credentials = right?.credentials ?? credentialsOf(facts.headers, given, project.id, teamId)
  if (
    credentials.mode === 'admin' &&
    project.id === consoleProjectId &&
    facts.headers['x-appwrite-project'] === 'console'
  ) {
    throw fail('general_bad_request', { reason: 'Admin mode is for projects, not for the console.' })
  }
  const known = facts.origin === '' ? !isFromNowhere(facts) : isAllowedOrigin(facts.origin, project, facts.hostname)
  allowOrigin(response, known && facts.origin !== '' ? facts.origin : localOrigin(facts))
  response.setHeader('X-Debug-Fallback', String(!usedCookies(facts.headers, project.id)))
  const caller = await (right?.caller ?? services.access.resolve(project, credentials))
  if (caller.hasDevKey) response.setHeader('Access-Control-Allow-Origin', '*')
  const isWrite = facts.method !== 'GET' && facts.method !== 'HEAD'
  if (isWrite && !known && !anyOrigin && !caller.hasDevKey && credentials.key === '') {
    throw fail('general_unknown_origin', { origin: facts.origin })
  }
  return { caller, reply: new Reply(response, facts.protocol === 'https') }
}

/** The organisation that a console request is about: of the project in its path, or the one it names. */
async function teamOf(services: Services, facts: RequestFacts, given: Given): Promise<string> {
  if (!facts.route.startsWith('/v1/projects')) return ''
  if (!facts.route.startsWith('/v1/projects/:projectId')) return textOf(given['teamId'])
  const project = await services.projects.find(textOf(given['projectId']))
  return project?.teamId ?? ''
}

function factsOf(request: IncomingMessage, id: string, match: Match | null, forwarding: Forwarding): RequestFacts {
  const client = forwarding.clientOf(request)
  const headers = request.headers as Readonly<Record<string, string | undefined>> // lists occur for set-cookie only
  return {
    id,
    method: request.method ?? 'GET',
    route: match?.endpoint.path ?? pathOf(request),
    path: pathOf(request),
    ip: client.ip,
    userAgent: headers['user-agent'] ?? '',
    protocol: client.protocol,
    host: client.host,
    hostname: client.host.replace(/:\d+$/, ''),
    origin: originOf(headers),
    locale: headers['x-appwrite-locale'] ?? 'en',
    headers,
  }
}

function originOf(headers: Readonly<Record<string, string | undefined>>): string {
  const origin = headers['origin']
  if (origin !== undefined && origin !== '' && origin !== 'null') return origin
  const referer = headers['referer']
  return referer === undefined ? '' : (/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(referer)?.[0] ?? '')
}

/** A sandboxed page of anybody's hides where it comes from, and a browser sends our cookies along all the same. */
function isFromNowhere({ headers }: RequestFacts): boolean {
  return headers['origin'] === 'null' && headers['cookie'] !== undefined
}

function localOrigin(facts: RequestFacts): string {
  const port = /:\d+$/.exec(facts.host)?.[0] ?? ''
  return `${facts.protocol}://localhost${port}`
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}
