import type { Config } from '@basalt/config'
import { newProjectSettings, type ProjectSettings } from './settings.ts'

export type Platform = { readonly type: string; readonly hostname: string; readonly key: string }

/** A project as every request needs it: where its data is, who owns it, and how it is set up. */
export type Project = {
  readonly id: string
  readonly name: string
  /** The organisation that owns it; empty for the console. */
  readonly teamId: string
  readonly schema: string
  readonly version: number
  readonly settings: ProjectSettings
  readonly platforms: readonly Platform[]
  /** True when webhooks or functions listen, so that activity must keep payloads for them. */
  readonly hasListeners: boolean
  /** False for those that never had a function: nobody has to look for work there. */
  readonly hasFunctions: boolean
}

export const consoleProjectId = 'console'

/** The pseudo-project of the console: its data lies in the platform's schema, its settings in the configuration. */
export function consoleProject(config: Config, platformSchema: string): Project {
  return {
    id: consoleProjectId,
    name: 'Basalt',
    teamId: '',
    schema: platformSchema,
    version: 0,
    settings: {
      ...newProjectSettings,
      auths: {
        ...newProjectSettings.auths,
        limit: config.consoleSignup === 'root' ? 1 : 0,
        membershipsUserName: true,
        membershipsUserEmail: true,
        membershipsMfa: true,
        anonymous: false,
      },
    },
    platforms: [
      { type: 'web', hostname: 'localhost', key: '' },
      { type: 'web', hostname: config.domains.main, key: '' },
    ],
    hasListeners: false,
    hasFunctions: false,
  }
}
