/** What providers want beside the id of the app and its secret. Their secret is a JSON object of these. */
const fields: Readonly<Record<string, readonly string[]>> = {
  apple: ['keyID', 'teamID', 'p8'],
  auth0: ['clientSecret', 'auth0Domain'],
  authentik: ['clientSecret', 'authentikDomain'],
  gitlab: ['clientSecret', 'endpoint'],
  microsoft: ['clientSecret', 'tenantID'],
  oidc: ['clientSecret', 'wellKnownEndpoint', 'authorizationEndpoint', 'tokenEndpoint', 'userinfoEndpoint'],
  okta: ['clientSecret', 'oktaDomain', 'authorizationServerId'],
}

const single = ['clientSecret'] as const

/** Names of the parts of a provider's secret; one where it is a text by itself. */
export function secretFields(provider: string): readonly string[] {
  return fields[provider] ?? single
}

/** The secret as it is stored; null when nothing was typed, so that the stored one stays. */
export function secretOf(provider: string, typed: Readonly<Record<string, string>>): string | null {
  const given = Object.entries(typed).filter(([, value]) => value !== '')
  if (given.length === 0) return null
  return fields[provider] ? JSON.stringify(Object.fromEntries(given)) : (typed['clientSecret'] ?? null)
}
