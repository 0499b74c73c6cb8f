import type { Provider } from '../provider.ts'

const plain = { id: '0.id', email: '0.email', name: ['0.name'], emailVerified: null } as const

/** Providers that people who build things have accounts with. */
export const developmentProviders = {
  autodesk: {
    authorizeUrl: 'https://developer.api.autodesk.com/authentication/v1/authorize',
    scopes: ['user-profile:read'],
    tokenUrl: 'https://developer.api.autodesk.com/authentication/v1/gettoken',
    profile: {
      requests: [{ url: 'https://developer.api.autodesk.com/userprofile/v1/users/@me' }],
      id: '0.userId',
      email: '0.emailId',
      name: ['0.userName'],
      emailVerified: '0.emailVerified',
    },
  },
  bitbucket: {
    authorizeUrl: 'https://bitbucket.org/site/oauth2/authorize',
    scopes: [],
    tokenUrl: 'https://bitbucket.org/site/oauth2/access_token',
    redirectUri: 'never',
    profile: {
      requests: [{ url: 'https://api.bitbucket.org/2.0/user' }, { url: 'https://api.bitbucket.org/2.0/user/emails' }],
      id: '0.uuid',
      email: '1.values.[is_primary].email',
      name: ['0.display_name'],
      emailVerified: '1.values.[is_primary].is_confirmed',
    },
  },
  figma: {
    authorizeUrl: 'https://www.figma.com/oauth',
    scopes: ['current_user:read'],
    tokenUrl: 'https://api.figma.com/v1/oauth/token',
    clientAuth: 'basic',
    pkce: true,
    profile: { ...plain, name: ['0.handle'], requests: [{ url: 'https://api.figma.com/v1/me' }] },
  },
  github: {
    authorizeUrl: 'https://github.com/login/oauth/authorize',
    scopes: ['user:email'],
    tokenUrl: 'https://github.com/login/oauth/access_token',
    pkce: true,
    profile: {
      requests: [{ url: 'https://api.github.com/user' }, { url: 'https://api.github.com/user/emails' }],
      id: '0.id',
      email: '1.[primary].email',
      name: ['0.name'],
      emailVerified: '1.[primary].verified',
    },
  },
  gitlab: {
    authorizeUrl: '{secret.endpoint}/oauth/authorize',
    scopes: ['read_user'],
    tokenUrl: '{secret.endpoint}/oauth/token',
    pkce: true,
    profile: {
      ...plain,
      requests: [{ url: '{secret.endpoint}/api/v4/user' }],
      emailVerified: '0.confirmed_at',
    },
    secretIsJson: true,
    secretDefaults: { endpoint: 'https://gitlab.com' },
  },
  /** A provider that is none, for demonstrations on the machine itself. Nothing that it says counts. */
  mock: {
    authorizeUrl: 'http://localhost/v1/mock/tests/general/oauth2',
    scopes: ['email'],
    tokenUrl: 'http://localhost/v1/mock/tests/general/oauth2/token',
    tokenMethod: 'GET',
    profile: {
      ...plain,
      requests: [{ url: 'http://localhost/v1/mock/tests/general/oauth2/user', auth: 'query:token' }],
    },
  },
  wordpress: {
    authorizeUrl: 'https://public-api.wordpress.com/oauth2/authorize',
    scopes: ['auth'],
    tokenUrl: 'https://public-api.wordpress.com/oauth2/token',
    profile: {
      requests: [{ url: 'https://public-api.wordpress.com/rest/v1/me' }],
      id: '0.ID',
      email: '0.email',
      name: ['0.username'],
      emailVerified: '0.email_verified',
    },
  },
} as const satisfies Readonly<Record<string, Provider>>
