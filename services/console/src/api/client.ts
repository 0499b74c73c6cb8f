import { type Endpoints, routes } from './endpoints.gen.ts'
import { ApiError, ConnectionError } from './errors.ts'

export type Operation = keyof Endpoints
export type Params<O extends Operation> = Endpoints[O]['params']
export type Result<O extends Operation> = Endpoints[O]['result']

/** One project's API, as its administrator sees it. The console is a project of its own: `console`. */
export type Api = {
  readonly projectId: string
  /** @throws {ApiError} what the server says @throws {ConnectionError} when it cannot be reached */
  call<O extends Operation>(operation: O, params: Params<O>, signal?: AbortSignal): Promise<Result<O>>
  /** Address of an operation that a browser opens by itself, such as a preview or a download. */
  address<O extends Operation>(operation: O, params: Params<O>): string
}

export const consoleProjectId = 'console'
export const endpoint = `${location.origin}/v1`
const timeoutMs = 30_000
const known = new Map<string, Api>()

export function apiOf(projectId: string): Api {
  const found = known.get(projectId)
  if (found) return found
  const api: Api = {
    projectId,
    call: (operation, params, signal) => call(projectId, operation, params, signal),
    address(operation, params) {
      const { url } = requestOf(operation, params)
      url.searchParams.set('project', projectId)
      if (projectId !== consoleProjectId) url.searchParams.set('mode', 'admin')
      return url.href
    },
  }
  known.set(projectId, api)
  return api
}

export const consoleApi = apiOf(consoleProjectId)

/** What tells the server whose project a request is about. */
export function projectHeaders(projectId: string): Record<string, string> {
  return {
    'x-appwrite-project': projectId,
    'x-appwrite-response-format': '1.8.0',
    ...(projectId === consoleProjectId ? {} : { 'x-appwrite-mode': 'admin' }),
  }
}

async function call<O extends Operation>(
  projectId: string,
  operation: O,
  params: Params<O>,
  signal?: AbortSignal,
): Promise<Result<O>> {
  const { method, url, body } = requestOf(operation, params)
  const timeout = AbortSignal.timeout(timeoutMs)
  const init: RequestInit = {
    method,
    credentials: 'include',
    headers: { ...projectHeaders(projectId), ...(body === null ? {} : { 'content-type': 'application/json' }) },
    body,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }
  const response = await fetch(url, init).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new ConnectionError(cause)
  })
  return (await readAnswer(response)) as Result<O> // the types come from the same declarations as the answer
}

/** @throws {ApiError} what the server says */
export async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  const text = await response.text()
  let answer: unknown = null
  try {
    answer = JSON.parse(text)
  } catch {
    if (response.ok) return text
  }
  if (response.ok) return answer
  throw ApiError.from(response.status, answer)
}

function requestOf<O extends Operation>(
  operation: O,
  params: Params<O>,
): { method: string; url: URL; body: string | null } {
  const [method = 'GET', path = ''] = routes[operation].split(' ')
  const rest: Record<string, unknown> = { ...params }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  const url = new URL(`${endpoint}${filled}`)
  if (method !== 'GET') return { method, url, body: JSON.stringify(rest) }
  for (const [name, value] of Object.entries(rest)) {
    if (Array.isArray(value)) for (const item of value) url.searchParams.append(`${name}[]`, String(item))
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      url.searchParams.set(name, String(value))
    }
  }
  return { method, url, body: null }
}
