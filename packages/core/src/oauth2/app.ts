import { fail, type OAuthProviderKey } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Provider } from './provider.ts'
import { providers } from './providers.ts'

/** A provider with the app that a project has registered there. */
export type App = {
  readonly key: OAuthProviderKey
  readonly provider: Provider
  readonly appId: string
  readonly clientSecret: string
  /** All fields of the secret, where it has several. */
  readonly secret: Readonly<Record<string, string>>
}

/** The app of a project at a provider; null while it is not set up or switched off. */
export function findApp(project: Project, key: OAuthProviderKey, secrets: Secrets): App | null {
  const settings = project.settings.oAuthProviders[key]
  if (!settings?.enabled || settings.appId === '' || settings.secret === '') return null
  const provider = providers[key]
  const stored = secrets.decrypt(settings.secret)
  if (!provider.secretIsJson) return { key, provider, appId: settings.appId, clientSecret: stored, secret: {} }
  const secret = { ...provider.secretDefaults, ...fieldsOf(stored) }
  return { key, provider, appId: settings.appId, clientSecret: secret['clientSecret'] ?? '', secret }
}

/** @throws `project_provider_disabled` */
export function requireApp(project: Project, key: OAuthProviderKey, secrets: Secrets): App {
  const app = findApp(project, key, secrets)
  if (app === null) throw fail('project_provider_disabled', { provider: key })
  return app
}

/** Puts the app's values into a template of the table; a field that is not set is empty. */
export function fill(template: string, app: App, token: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(
    /\{(?:(secret|token)\.)?([A-Za-z_]+)\}/g,
    (_whole, from: string | undefined, name: string) => {
      if (from === 'secret') return app.secret[name] ?? ''
      return encodeURIComponent(from === 'token' ? (token[name] ?? '') : app.appId)
    },
  )
}

/** Fields that are texts and not empty. A secret that is no JSON is the client secret alone. */
function fieldsOf(stored: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null) return { clientSecret: stored }
    return Object.fromEntries(
      Object.entries(value).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      ),
    )
  } catch {
    return { clientSecret: stored } // set by hand, without the fields
  }
}
