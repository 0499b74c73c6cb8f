import type { Credentials } from './caller.ts'

type Headers = Readonly<Record<string, string | undefined>>

/** Name of the cookie that holds a project's session. */
export function cookieName(projectId: string): string {
  return `a_session_${projectId}`.toLowerCase()
}

/** Collects what a request offers to say who it is: cookie, its twin, session header, fallback cookies, in this order. */
export function credentialsOf(
  headers: Headers,
  params: Readonly<Record<string, unknown>>,
  projectId: string,
  teamId: string,
): Credentials {
  const mode = textOf(params['mode']) || (headers['x-appwrite-mode'] ?? '')
  const home = mode === 'admin' ? 'console' : projectId === '' ? 'console' : projectId
  const name = cookieName(home)
  const cookies = headers['cookie'] === undefined ? null : parseCookies(headers['cookie'])
  const sessions = [
    cookies?.get(name),
    cookies?.get(`${name}_legacy`),
    headers['x-appwrite-session'],
    fallbackCookie(headers['x-fallback-cookies'], `a_session_${home}`),
  ].filter((value) => value !== undefined && value !== '')
  return {
    key: headers['x-appwrite-key'] ?? '',
    devKey: (headers['x-appwrite-dev-key'] ?? '') || textOf(params['devKey']),
    jwt: headers['x-appwrite-jwt'] ?? '',
    sessions: sessions as readonly string[], // undefined was filtered out
    mode,
    teamId,
  }
}

/** True when the session came by cookie or session header, so that the client needs no fallback. */
export function usedCookies(headers: Headers, projectId: string): boolean {
  const name = cookieName(projectId)
  return headers['x-appwrite-session'] !== undefined || (headers['cookie'] ?? '').toLowerCase().includes(`${name}=`)
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Cookies by lower-cased name. */
export function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals < 0) continue
    const name = pair.slice(0, equals).trim().toLowerCase()
    if (!cookies.has(name)) cookies.set(name, decoded(pair.slice(equals + 1).trim()))
  }
  return cookies
}

function fallbackCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  try {
    const value: unknown = JSON.parse(header)
    const entry =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined
    return typeof entry === 'string' ? entry : undefined
  } catch {
    return undefined // no JSON: as if the header were not there
  }
}

function decoded(value: string): string {
  const unquoted = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
  if (!unquoted.includes('%')) return unquoted
  try {
    return decodeURIComponent(unquoted)
  } catch {
    return unquoted // a stray % in a cookie of another program
  }
}
