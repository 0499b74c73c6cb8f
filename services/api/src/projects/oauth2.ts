import { oauthProviders } from '@basalt/types'
import { boolean, choice, text } from '#http/kinds.ts'
import { maybe } from '#http/params.ts'
import { setting } from './setting.ts'

const providerKeys = oauthProviders.map(({ key }) => key)
const unset = { appId: '', secret: '', enabled: false }

export const projectsUpdateOAuth2 = setting({
  id: 'projects.updateOAuth2',
  path: '/oauth2',
  summary: 'Update OAuth2 provider',
  params: {
    provider: choice(providerKeys, 'Provider name.'),
    appId: maybe(text({ max: 256 }, 'ID of the app at the provider. Null keeps it.')),
    secret: maybe(text({ max: 512 }, 'Secret of the app at the provider. Null keeps it.')),
    enabled: maybe(boolean({ loose: false }, 'True lets people sign in with the provider. Null keeps it.')),
  },
  change: (settings, { provider, appId, secret, enabled }, secrets) => {
    const before = settings.oAuthProviders[provider] ?? unset
    const after = {
      appId: appId ?? before.appId,
      secret: secret === null ? before.secret : secrets.encrypt(secret),
      enabled: enabled ?? before.enabled,
    }
    return { ...settings, oAuthProviders: { ...settings.oAuthProviders, [provider]: after } }
  },
})
