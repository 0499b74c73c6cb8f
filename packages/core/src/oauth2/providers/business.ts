import type { Provider } from '../provider.ts'

const plain = { id: '0.id', email: '0.email', name: ['0.name'], emailVerified: null } as const

function tradeshift(host: string): Provider {
  return {
    authorizeUrl: `https://${host}/tradeshift/auth/login`,
    scopes: ['openid', 'offline'],
    tokenUrl: `https://${host}/tradeshift/auth/token`,
    redirectUri: 'authorize',
    clientAuth: 'basic',
    profile: {
      requests: [{ url: `https://${host}/tradeshift/rest/external/account/info/user` }],
      id: '0.Id',
      email: '0.Username',
      name: ['0.FirstName', '0.LastName'],
      emailVerified: null,
    },
    localhostAs: '127.0.0.1',
  }
}

/** Providers for work, files and trade. */
export const businessProviders = {
  amazon: {
    authorizeUrl: 'https://www.amazon.com/ap/oa',
    scopes: ['profile'],
    tokenUrl: 'https://api.amazon.com/auth/o2/token',
    profile: { ...plain, id: '0.user_id', requests: [{ url: 'https://api.amazon.com/user/profile' }] },
  },
  box: {
    authorizeUrl: 'https://account.box.com/api/oauth2/authorize',
    scopes: ['manage_app_users'],
    scopeSeparator: ',',
    tokenUrl: 'https://account.box.com/api/oauth2/token',
    profile: { ...plain, email: '0.login', requests: [{ url: 'https://api.box.com/2.0/me' }] },
  },
  dropbox: {
    authorizeUrl: 'https://www.dropbox.com/oauth2/authorize',
    scopes: [],
    scopeParam: null,
    tokenUrl: 'https://api.dropboxapi.com/oauth2/token',
    pkce: true,
    profile: {
      requests: [{ url: 'https://api.dropboxapi.com/2/users/get_current_account', method: 'POST' }],
      id: '0.account_id',
      email: '0.email',
      name: ['0.name.display_name'],
      emailVerified: '0.email_verified',
    },
  },
  etsy: {
    authorizeUrl: 'https://www.etsy.com/oauth/connect/oauth/authorize',
    scopes: ['email_r', 'profile_r'],
    tokenUrl: 'https://api.etsy.com/v3/public/oauth/token',
    clientAuth: 'none',
    pkce: true,
    // Access tokens begin with the number of their user and a dot.
    profile: {
      requests: [
        {
          url: 'https://api.etsy.com/v3/application/users/{token.owner}',
          headers: { 'x-api-key': '{appId}' },
        },
      ],
      id: '0.user_id',
      email: '0.primary_email',
      name: ['0.login_name'],
      emailVerified: null,
    },
  },
  microsoft: {
    authorizeUrl: 'https://login.microsoftonline.com/{secret.tenantID}/oauth2/v2.0/authorize',
    authorizeParams: { response_mode: 'query' },
    scopes: ['offline_access', 'user.read'],
    tokenUrl: 'https://login.microsoftonline.com/{secret.tenantID}/oauth2/v2.0/token',
    pkce: true,
    // Administrators of a directory name their users as they like: the address proves nothing.
    profile: {
      ...plain,
      requests: [{ url: 'https://graph.microsoft.com/v1.0/me' }],
      email: '0.userPrincipalName',
      name: ['0.displayName'],
    },
    secretIsJson: true,
    secretDefaults: { tenantID: 'common' },
  },
  notion: {
    authorizeUrl: 'https://api.notion.com/v1/oauth/authorize',
    authorizeParams: { owner: 'user' },
    scopes: [],
    scopeParam: null,
    tokenUrl: 'https://api.notion.com/v1/oauth/token',
    clientAuth: 'basic',
    profile: {
      requests: [{ url: 'https://api.notion.com/v1/users/me', headers: { 'Notion-Version': '2022-06-28' } }],
      id: '0.bot.owner.user.id',
      email: '0.bot.owner.user.person.email',
      name: ['0.bot.owner.user.name'],
      emailVerified: null,
    },
  },
  podio: {
    authorizeUrl: 'https://podio.com/oauth/authorize',
    scopes: [],
    scopeParam: null,
    tokenUrl: 'https://api.podio.com/oauth/token',
    profile: {
      requests: [
        { url: 'https://api.podio.com/user', auth: 'OAuth2' },
        { url: 'https://api.podio.com/user/profile', auth: 'OAuth2' },
      ],
      id: '0.user_id',
      email: '0.mails.[primary].mail',
      name: ['1.name'],
      emailVerified: '0.mails.[primary].verified',
    },
  },
  slack: {
    authorizeUrl: 'https://slack.com/oauth/v2/authorize',
    scopes: ['openid', 'email', 'profile'],
    scopeParam: 'user_scope',
    tokenUrl: 'https://slack.com/api/oauth.v2.access',
    tokenMethod: 'GET',
    tokensIn: 'authed_user',
    profile: {
      requests: [{ url: 'https://slack.com/api/users.identity' }],
      id: '0.user.id',
      email: '0.user.email',
      name: ['0.user.name'],
      emailVerified: null,
    },
  },
  stripe: {
    authorizeUrl: 'https://connect.stripe.com/oauth/authorize',
    scopes: ['read_write'],
    tokenUrl: 'https://connect.stripe.com/oauth/token',
    redirectUri: 'authorize',
    profile: {
      ...plain,
      requests: [{ url: 'https://api.stripe.com/v1/accounts/{token.stripe_user_id}', auth: 'Basic' }],
    },
  },
  tradeshift: tradeshift('api.tradeshift.com'),
  tradeshiftBox: tradeshift('api-sandbox.tradeshift.com'),
  yammer: {
    authorizeUrl: 'https://www.yammer.com/oauth2/oauth2/authorize',
    scopes: [],
    scopeParam: null,
    tokenUrl: 'https://www.yammer.com/oauth2/access_token',
    redirectUri: 'authorize',
    tokensIn: 'access_token',
    profile: {
      ...plain,
      requests: [{ url: 'https://www.yammer.com/api/v1/users/current.json' }],
      name: ['0.full_name'],
    },
  },
  zoom: {
    authorizeUrl: 'https://zoom.us/oauth/authorize',
    scopes: ['user_info:read'],
    tokenUrl: 'https://zoom.us/oauth/token',
    clientAuth: 'basic',
    pkce: true,
    profile: {
      ...plain,
      requests: [{ url: 'https://api.zoom.us/v2/users/me' }],
      name: ['0.first_name', '0.last_name'],
      emailVerified: '0.verified',
    },
  },
} as const satisfies Readonly<Record<string, Provider>>
