import type { Database } from '@basalt/database'
import { type Actor, consoleRoleScopes, fail, guestScopes, keyBaseScopes, type Scope, userScopes } from '@basalt/types'
import { consoleProjectId, type Project, type ProjectDirectory } from '../projects/index.ts'
import { hashSecret, type Secrets } from '../secrets/index.ts'
import {
  apiKeyReader,
  devKeyReader,
  type IdentityMembership,
  IdentityReader,
  type IdentitySession,
  type IdentityUser,
} from './identity.ts'
import { guestRoles, keyRoles, labelsOf, membershipRoles, rolesIn, rolesOfUser } from './roles.ts'

/** What a request offers to say who it is. Empty texts mean "not offered". */
export type Credentials = {
  readonly key: string
  readonly devKey: string
  readonly jwt: string
  /** Encoded sessions, best first: the first that decodes to a live session is used. */
  readonly sessions: readonly string[]
  readonly mode: string
  /** Team that a console request is about, when it names one. */
  readonly teamId: string
}

/** The resolved caller: the actor, and the facts that gates before the handler need. */
export type Caller = {
  readonly actor: Actor
  readonly user: IdentityUser | null
  /** The session in use; null for JWTs, which act for a session but are none. */
  readonly session: IdentitySession | null
  /** Sign-in factors that the session, or the session behind the JWT, has passed. */
  readonly factors: readonly string[]
  readonly hasDevKey: boolean
}

type SignedIn = Pick<Caller, 'user' | 'session' | 'factors'> & { readonly memberships: readonly IdentityMembership[] }

const unknown = { user: null, session: null, factors: [] } as const
const nobody: SignedIn = { ...unknown, memberships: [] }

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/
const guestScopeSet: ReadonlySet<string> = new Set(guestScopes)
const userScopeSet: ReadonlySet<string> = new Set(userScopes)

/** Resolves callers. One instance a process; it holds the coalescing readers. */
export class Access {
  readonly #database: Database
  readonly #projects: ProjectDirectory
  readonly #secrets: Secrets
  readonly #readers = new Map<string, IdentityReader>()
  readonly #apiKey: ReturnType<typeof apiKeyReader>
  readonly #devKey: ReturnType<typeof devKeyReader>

  constructor(database: Database, projects: ProjectDirectory, secrets: Secrets) {
    this.#database = database
    this.#projects = projects
    this.#secrets = secrets
    this.#apiKey = apiKeyReader(database.platform)
    this.#devKey = devKeyReader(database.platform)
  }

  /**
   * Who calls. A wrong key or JWT is refused; a session that is expired or unreadable makes a guest.
   * @throws `user_unauthorized`, `project_key_expired`, `user_jwt_invalid`, `user_key_and_session_set`
   */
  async resolve(project: Project, credentials: Credentials): Promise<Caller> {
    const adminMode = credentials.mode === 'admin' && project.id !== consoleProjectId
    const home = adminMode ? this.#projects.console : project
    const [signedIn, hasDevKey] = await Promise.all([
      this.#signedIn(home, credentials),
      credentials.devKey === '' ? false : this.#isDevKey(project, credentials.devKey),
    ])
    if (credentials.key !== '') {
      if (signedIn.user) throw fail('user_key_and_session_set')
      return { actor: await this.#keyActor(project, credentials.key), ...unknown, hasDevKey }
    }
    const { user, session, factors, memberships } = signedIn
    if (!user) return { actor: guest, ...unknown, hasDevKey }
    const teamId = adminMode ? project.teamId : project.id === consoleProjectId ? credentials.teamId : ''
    const actor = userActor(user, session, memberships, adminMode, teamId)
    return { actor, user, session, factors, hasDevKey }
  }

  /** The coalescing look-ups of a project. */
  reader(schema: string): IdentityReader {
    let reader = this.#readers.get(schema)
    if (!reader) {
      reader = new IdentityReader(this.#database.schema(schema))
      this.#readers.set(schema, reader)
    }
    return reader
  }

  async #signedIn(home: Project, credentials: Credentials): Promise<SignedIn> {
    const reader = this.reader(home.schema)
    if (credentials.jwt !== '') {
      const claims = this.#secrets.verify(credentials.jwt)
      const userId = claims?.['userId']
      // Ids are of people's own choice: the same one may be somebody else's in another project, or on the console.
      if (typeof userId !== 'string' || claims?.['userOf'] !== home.id) throw fail('user_jwt_invalid')
      const sessionId = claims?.['sessionId']
      const bound = typeof sessionId === 'string' && sessionId !== ''
      const [user, session, memberships] = await Promise.all([
        reader.user(userId),
        bound ? reader.sessionById(sessionId) : null,
        reader.memberships(userId),
      ])
      // A token of a session dies with it.
      if (!user || (bound && (session?.userId !== userId || !isLive(session)))) return nobody
      return { user, session: null, factors: session ? factorsOf(session) : ['jwt'], memberships }
    }
    for (const encoded of credentials.sessions) {
      const decoded = decodeSession(encoded)
      if (!decoded) continue
      // All at once: who the session says it is of is known before any of them answers.
      const [found, memberships] = await Promise.all([
        reader.session(hashSecret(decoded.secret)),
        reader.memberships(decoded.id),
      ])
      if (found?.user.id !== decoded.id || !isLive(found.session)) return nobody
      return { ...found, factors: factorsOf(found.session), memberships }
    }
    return nobody
  }

  async #keyActor(project: Project, secret: string): Promise<Actor> {
    const common = { kind: 'key', roles: keyRoles, user: null, sessionId: null } as const
    if (secret.startsWith('dynamic_')) {
      const claims = this.#secrets.verify(secret.slice('dynamic_'.length))
      const scopes = claims?.['scopes']
      if (claims?.['projectId'] !== project.id || !Array.isArray(scopes)) throw fail('user_unauthorized')
      const name = typeof claims['name'] === 'string' ? claims['name'] : 'Dynamic Key'
      const granted = scopes.filter((scope) => typeof scope === 'string')
      return { ...common, scopes: new Set([...granted, ...keyBaseScopes]), keyId: null, keyName: name }
    }
    const key = await this.#apiKey(hashSecret(secret))
    if (key?.projectId !== project.id) throw fail('user_unauthorized')
    if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now()) throw fail('project_key_expired')
    const granted = JSON.parse(key.scopes) as readonly string[] // written by the projects feature only
    return { ...common, scopes: new Set([...granted, ...keyBaseScopes]), keyId: key.id, keyName: key.name }
  }

  async #isDevKey(project: Project, secret: string): Promise<boolean> {
    return (await this.#devKey(hashSecret(secret)))?.projectId === project.id
  }
}

const guest: Actor = {
  kind: 'guest',
  roles: guestRoles,
  scopes: guestScopeSet,
  user: null,
  sessionId: null,
  keyId: null,
  keyName: '',
}

/** What a token says that acts for a user of a project: for one of its sessions, or (empty) for the user alone. */
export function userClaims(projectId: string, userId: string, sessionId: string): object {
  return { userOf: projectId, userId, sessionId }
}

/** The wire form of a session: base64 of `{"id": userId, "secret": secret}`. */
export function encodeSession(userId: string, secret: string): string {
  return Buffer.from(JSON.stringify({ id: userId, secret })).toString('base64')
}

/** Null when the text is no encoded session. */
export function decodeSession(encoded: string): { readonly id: string; readonly secret: string } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
    if (typeof value !== 'object' || value === null) return null
    const { id, secret } = value as { id?: unknown; secret?: unknown } // checked on the next line
    // Look-ups of several callers share a statement: what cannot be an id must not get there.
    return typeof id === 'string' && typeof secret === 'string' && idPattern.test(id) ? { id, secret } : null
  } catch {
    return null // not JSON: browsers keep cookies of other programs too
  }
}

function isLive(session: IdentitySession): boolean {
  return Date.parse(session.expiresAt) > Date.now()
}

function factorsOf(session: IdentitySession): readonly string[] {
  return JSON.parse(session.factors) as readonly string[] // written by the account feature only
}

function userActor(
  user: IdentityUser,
  session: IdentitySession | null,
  memberships: readonly IdentityMembership[],
  adminMode: boolean,
  teamId: string,
): Actor {
  const identity = { id: user.id, name: user.name, email: user.email ?? '' }
  const common = { user: identity, sessionId: session?.id ?? null, keyId: null, keyName: '' }
  if (teamId === '') return { kind: 'user', roles: rolesOfUser(user, memberships), scopes: userScopeSet, ...common }
  const roles = memberships.filter((membership) => membership.teamId === teamId).flatMap(rolesIn)
  if (roles.length === 0) throw fail('user_unauthorized', { teamId })
  const scopes = new Set<Scope>(roles.flatMap((role) => consoleRoleScopes[role] ?? []))
  if (!adminMode)
    return {
      kind: 'user',
      roles: rolesOfUser(user, memberships),
      scopes: new Set([...userScopeSet, ...scopes]),
      ...common,
    }
  const held = [...membershipRoles(memberships), ...labelsOf(user).map((label) => `label:${label}`)]
  return { kind: 'admin', roles: new Set(['any', ...roles, ...held]), scopes, ...common }
}
