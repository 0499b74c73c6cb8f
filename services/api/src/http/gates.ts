import { type Caller, needsMoreFactors } from '@basalt/core/access'
import { consoleProjectId, type Project } from '@basalt/core/projects'
import { fail, isPrivileged } from '@basalt/types'
import type { AuthMethod, Endpoint } from './endpoint.ts'

const recentChallengeMs = 30 * 60 * 1000

const authSettings = {
  'email-password': 'emailPassword',
  'magic-url': 'usersAuthMagicURL',
  'email-otp': 'emailOtp',
  anonymous: 'anonymous',
  phone: 'phone',
  jwt: 'JWT',
  invites: 'invites',
} as const satisfies Record<AuthMethod, keyof Project['settings']['auths']>

/**
 * Whether this caller may use this operation at all, in the contract's order: service switch, scope, account state,
 * second factors, API switch.
 */
export function admit(endpoint: Endpoint, project: Project, caller: Caller): void {
  const { actor, user } = caller
  const isClient = !isPrivileged(actor)
  const service = endpoint.id.split('.', 1)[0]?.toLowerCase() ?? ''
  if (isClient && project.settings.services[service] === false) throw fail('general_service_disabled', { service })
  if (!endpoint.scopes.some((scope) => actor.scopes.has(scope))) {
    throw fail('general_unauthorized_scope', { scopes: endpoint.scopes, kind: actor.kind })
  }
  if (user && !user.status) throw fail('user_blocked')
  if (user?.resetRequired) throw fail('user_password_reset_required')
  if (needsMoreFactors(caller) && !endpoint.gates?.includes('beforeFactors')) throw fail('user_more_factors_required')
  if (isClient && project.settings.apis['rest'] === false) throw fail('general_api_disabled')
}

/** The checks that an operation declares for itself. They come after its rate limit. */
export function passGates(endpoint: Endpoint, project: Project, caller: Caller): void {
  const isConsole = project.id === consoleProjectId
  for (const gate of endpoint.gates ?? []) {
    if (gate === 'consoleOnly' && !isConsole) throw fail('general_access_forbidden')
    if (gate === 'projectOnly' && isConsole) throw fail('general_access_forbidden')
    if (gate === 'signedOut' && caller.user) throw fail('user_session_already_exists')
    if (gate === 'recentChallenge' && !hadRecentChallenge(caller)) throw fail('user_challenge_required')
  }
  const method = endpoint.authMethod
  if (method && !isPrivileged(caller.actor) && !project.settings.auths[authSettings[method]]) {
    throw fail('user_auth_method_unsupported', { method })
  }
}

function hadRecentChallenge({ session }: Caller): boolean {
  const at = session?.mfaUpdatedAt
  return at !== null && at !== undefined && Date.now() - Date.parse(at) < recentChallengeMs
}
