import { isDeepStrictEqual } from 'node:util'
import { compareParams, show } from './compare-params.ts'
import { declaredPath, type Endpoint, type Operation } from './contract.ts'

/** Every way in which a declaration departs from its operation, one short sentence each. */
export function differences(endpoint: Endpoint, operation: Operation): readonly string[] {
  const found: string[] = []
  const compare = (what: string, declared: unknown, wanted: unknown): void => {
    if (!isDeepStrictEqual(declared, wanted)) found.push(`${what} is ${show(declared)}, not ${show(wanted)}`)
  }
  compare('method', endpoint.method, operation.method)
  const paths = [endpoint.path, ...(endpoint.aliases ?? [])]
  for (const path of [operation.path, ...(operation.aliases ?? []).map((alias) => alias.path)].map(declaredPath)) {
    if (!paths.includes(path)) found.push(`path ${path} is missing`)
  }
  compare('scopes', sorted(endpoint.scopes), sorted(operation.scopes))
  compare('auth', sorted(endpoint.auth), sorted(operation.auth.map((kind) => kind.toLowerCase())))
  compare('gates', sorted(endpoint.gates ?? []), sorted(gatesOf(operation)))
  compare('authMethod', endpoint.authMethod ?? null, operation.authMethod ?? null)
  compare('rate limit', rateLimitOf(endpoint), operation.rateLimit)
  compareResponse(endpoint, operation, compare)
  compare(
    'methods',
    sorted((endpoint.methods ?? []).map(({ id }) => id)),
    sorted(operation.methods.map(({ id }) => id)),
  )
  compare('deprecated', endpoint.deprecated ?? false, operation.deprecated)
  // Handlers with transactions of their own append their activity in core; nothing is declared that could be compared.
  if (endpoint.transaction !== 'own' || endpoint.event !== undefined) {
    compare('event', endpoint.event ?? null, operation.event)
  }
  if (endpoint.transaction !== 'own' || endpoint.audit !== undefined) {
    const wanted = operation.audit && { event: operation.audit.event, resource: operation.audit.resource }
    compare('audit', endpoint.audit ?? null, wanted)
  }
  return [...found, ...compareParams(endpoint, operation.params)]
}

function compareResponse(
  { response }: Endpoint,
  operation: Operation,
  compare: (what: string, declared: unknown, wanted: unknown) => void,
): void {
  const documented = operation.responses[0]
  compare('status', response.status, operation.sentStatus ?? documented?.status)
  // An empty answer names the model of its event's payload only.
  if (response.status === 204) return
  const models = operation.sentModels ?? operation.responses.flatMap((answer) => answer.models)
  const declared = response.model === undefined ? [] : [response.model, ...(response.orModels ?? [])]
  compare('models', sorted(declared), sorted([...new Set(models)]))
}

function rateLimitOf({ rateLimit }: Endpoint): Operation['rateLimit'] {
  return rateLimit ? { limit: rateLimit.limit, window_s: rateLimit.windowSeconds, key: rateLimit.keys } : null
}

const gateOfGroup: Readonly<Record<string, string>> = {
  session: 'signedOut',
  mfaProtected: 'recentChallenge',
  mfa: 'beforeFactors',
  projects: 'consoleOnly',
  console: 'consoleOnly',
  database: 'projectOnly',
  functions: 'projectOnly',
  sites: 'projectOnly',
  messaging: 'projectOnly',
  usage: 'usage',
}

function gatesOf({ groups }: Operation): readonly string[] {
  return [...new Set(groups.flatMap((group) => gateOfGroup[group] ?? []))]
}

function sorted(values: readonly string[]): readonly string[] {
  return values.toSorted()
}
