import type { Provider } from '../provider.ts'

const claims = { id: '0.sub', email: '0.email', name: ['0.name'], emailVerified: '0.email_verified' } as const
const fromIdToken = {
  requests: [],
  id: 'idToken.sub',
  email: 'idToken.email',
  name: ['idToken.name'],
  emailVerified: 'idToken.email_verified',
} as const
const openid = ['openid', 'profile', 'email'] as const

function paypal(host: string, apiHost: string): Provider {
  return {
    authorizeUrl: `https://${host}/connect/`,
    authorizeParams: { flowEntry: 'static' },
    scopes: openid,
    tokenUrl: `https://${apiHost}/v1/oauth2/token`,
    redirectUri: 'authorize',
    clientAuth: 'basic',
    profile: {
      requests: [{ url: `https://${apiHost}/v1/identity/oauth2/userinfo?schema=paypalv1.1` }],
      id: '0.payer_id',
      email: '0.emails.[primary].value',
      name: ['0.name'],
      // `verified_account` speaks of the account, not of the address.
      emailVerified: null,
    },
    localhostAs: '127.0.0.1',
  }
}

/** Providers that speak OpenID Connect, or its user info. */
export const openidProviders = {
  apple: {
    authorizeUrl: 'https://appleid.apple.com/auth/authorize',
    authorizeParams: { response_mode: 'form_post' },
    scopes: ['name', 'email'],
    tokenUrl: 'https://appleid.apple.com/auth/token',
    clientAuth: 'key',
    profile: { ...fromIdToken, name: [] },
    discoveryUrl: 'https://appleid.apple.com/.well-known/openid-configuration',
    secretIsJson: true,
  },
  auth0: {
    authorizeUrl: 'https://{secret.auth0Domain}/authorize',
    scopes: [...openid, 'offline_access'],
    tokenUrl: 'https://{secret.auth0Domain}/oauth/token',
    pkce: true,
    profile: { ...claims, requests: [{ url: 'https://{secret.auth0Domain}/userinfo' }] },
    discoveryUrl: 'https://{secret.auth0Domain}/.well-known/openid-configuration',
    secretIsJson: true,
  },
  authentik: {
    authorizeUrl: 'https://{secret.authentikDomain}/application/o/authorize',
    scopes: [...openid, 'offline_access'],
    tokenUrl: 'https://{secret.authentikDomain}/application/o/token/',
    pkce: true,
    // Its ID tokens have an issuer for each application, whose name is not among the settings.
    profile: { ...claims, requests: [{ url: 'https://{secret.authentikDomain}/application/o/userinfo/' }] },
    secretIsJson: true,
  },
  google: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    authorizeParams: { access_type: 'offline', prompt: 'consent' },
    scopes: [
      'https://www.googleapis.com/auth/userinfo.email',
      'https://www.googleapis.com/auth/userinfo.profile',
      'openid',
    ],
    tokenUrl: 'https://oauth2.googleapis.com/token',
    pkce: true,
    profile: { ...claims, requests: [{ url: 'https://www.googleapis.com/oauth2/v3/userinfo' }] },
    discoveryUrl: 'https://accounts.google.com/.well-known/openid-configuration',
  },
  linkedin: {
    authorizeUrl: 'https://www.linkedin.com/oauth/v2/authorization',
    scopes: openid,
    tokenUrl: 'https://www.linkedin.com/oauth/v2/accessToken',
    profile: { ...claims, requests: [{ url: 'https://api.linkedin.com/v2/userinfo' }] },
  },
  /** Any server that speaks OpenID Connect: the endpoints are in the secret, or found by discovery. */
  oidc: {
    authorizeUrl: '{secret.authorizationEndpoint}',
    scopes: openid,
    tokenUrl: '{secret.tokenEndpoint}',
    pkce: true,
    profile: { ...claims, requests: [{ url: '{secret.userinfoEndpoint}' }] },
    discoveryUrl: '{secret.wellKnownEndpoint}',
    secretIsJson: true,
  },
  okta: {
    authorizeUrl: 'https://{secret.oktaDomain}/oauth2/{secret.authorizationServerId}/v1/authorize',
    scopes: [...openid, 'offline_access'],
    tokenUrl: 'https://{secret.oktaDomain}/oauth2/{secret.authorizationServerId}/v1/token',
    pkce: true,
    profile: {
      ...claims,
      requests: [{ url: 'https://{secret.oktaDomain}/oauth2/{secret.authorizationServerId}/v1/userinfo' }],
    },
    discoveryUrl: 'https://{secret.oktaDomain}/oauth2/{secret.authorizationServerId}/.well-known/openid-configuration',
    secretIsJson: true,
    secretDefaults: { authorizationServerId: 'default' },
  },
  paypal: paypal('www.paypal.com', 'api.paypal.com'),
  paypalSandbox: paypal('www.sandbox.paypal.com', 'api.sandbox.paypal.com'),
  salesforce: {
    authorizeUrl: 'https://login.salesforce.com/services/oauth2/authorize',
    scopes: ['openid'],
    tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
    clientAuth: 'basic',
    pkce: true,
    profile: {
      ...claims,
      id: '0.user_id',
      requests: [{ url: 'https://login.salesforce.com/services/oauth2/userinfo' }],
    },
  },
  yahoo: {
    authorizeUrl: 'https://api.login.yahoo.com/oauth2/request_auth',
    scopes: ['sdct-r', 'sdpp-w'],
    tokenUrl: 'https://api.login.yahoo.com/oauth2/get_token',
    clientAuth: 'basic',
    profile: { ...claims, requests: [{ url: 'https://api.login.yahoo.com/openid/v1/userinfo' }] },
  },
  zoho: {
    authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth',
    scopes: ['email', 'profile'],
    tokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
    profile: fromIdToken,
  },
} as const satisfies Readonly<Record<string, Provider>>
