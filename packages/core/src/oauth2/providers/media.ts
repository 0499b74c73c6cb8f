import type { Provider } from '../provider.ts'

const plain = { id: '0.id', email: '0.email', name: ['0.name'], emailVerified: null } as const

/** Providers where people meet, watch, listen and read. */
export const mediaProviders = {
  bitly: {
    authorizeUrl: 'https://bitly.com/oauth/authorize',
    scopes: [],
    scopeParam: null,
    tokenUrl: 'https://api-ssl.bitly.com/oauth/access_token',
    profile: {
      requests: [{ url: 'https://api-ssl.bitly.com/v4/user' }],
      id: '0.login',
      email: '0.emails.[is_verified].email',
      name: ['0.name'],
      emailVerified: '0.emails.[is_verified].is_verified',
    },
  },
  dailymotion: {
    authorizeUrl: 'https://www.dailymotion.com/oauth/authorize',
    scopes: ['userinfo', 'email'],
    tokenUrl: 'https://api.dailymotion.com/oauth/token',
    profile: {
      requests: [{ url: 'https://api.dailymotion.com/user/me?fields=id,email,fullname' }],
      id: '0.id',
      email: '0.email',
      name: ['0.fullname'],
      // `verified` is a badge of the channel, not of the address.
      emailVerified: null,
    },
  },
  discord: {
    authorizeUrl: 'https://discordapp.com/api/oauth2/authorize',
    scopes: ['identify', 'email'],
    tokenUrl: 'https://discordapp.com/api/oauth2/token',
    pkce: true,
    profile: {
      ...plain,
      requests: [{ url: 'https://discordapp.com/api/users/@me' }],
      name: ['0.username'],
      emailVerified: '0.verified',
    },
  },
  disqus: {
    authorizeUrl: 'https://disqus.com/api/oauth/2.0/authorize/',
    scopes: ['read', 'email'],
    scopeSeparator: ',',
    tokenUrl: 'https://disqus.com/api/oauth/2.0/access_token/',
    profile: {
      requests: [{ url: 'https://disqus.com/api/3.0/users/details.json?api_key={appId}', auth: 'query:access_token' }],
      id: '0.response.id',
      email: '0.response.email',
      name: ['0.response.name'],
      emailVerified: null,
    },
  },
  facebook: {
    authorizeUrl: 'https://www.facebook.com/v2.8/dialog/oauth',
    scopes: ['email'],
    tokenUrl: 'https://graph.facebook.com/v2.8/oauth/access_token',
    tokenMethod: 'GET',
    profile: { ...plain, requests: [{ url: 'https://graph.facebook.com/v2.8/me?fields=id,name,email' }] },
  },
  spotify: {
    authorizeUrl: 'https://accounts.spotify.com/authorize',
    scopes: ['user-read-email'],
    tokenUrl: 'https://accounts.spotify.com/api/token',
    clientAuth: 'basic',
    pkce: true,
    profile: { ...plain, name: ['0.display_name'], requests: [{ url: 'https://api.spotify.com/v1/me' }] },
  },
  twitch: {
    authorizeUrl: 'https://id.twitch.tv/oauth2/authorize',
    authorizeParams: { force_verify: '1' },
    scopes: ['user:read:email'],
    tokenUrl: 'https://id.twitch.tv/oauth2/token',
    profile: {
      requests: [{ url: 'https://api.twitch.tv/helix/users', headers: { 'Client-Id': '{appId}' } }],
      id: '0.data.0.id',
      email: '0.data.0.email',
      name: ['0.data.0.display_name'],
      emailVerified: null,
    },
  },
  yandex: {
    authorizeUrl: 'https://oauth.yandex.com/authorize',
    scopes: [],
    tokenUrl: 'https://oauth.yandex.com/token',
    redirectUri: 'never',
    clientAuth: 'basic',
    pkce: true,
    profile: {
      requests: [{ url: 'https://login.yandex.ru/info?format=json', auth: 'OAuth' }],
      id: '0.id',
      email: '0.default_email',
      name: ['0.display_name'],
      emailVerified: null,
    },
  },
} as const satisfies Readonly<Record<string, Provider>>
