import type { OAuthProviderKey } from '@basalt/types'
import type { Provider } from './provider.ts'
import { businessProviders } from './providers/business.ts'
import { developmentProviders } from './providers/development.ts'
import { mediaProviders } from './providers/media.ts'
import { openidProviders } from './providers/openid.ts'

/** Every provider. That none is missing is a matter of types. */
export const providers: Readonly<Record<OAuthProviderKey, Provider>> = {
  ...openidProviders,
  ...developmentProviders,
  ...mediaProviders,
  ...businessProviders,
}
