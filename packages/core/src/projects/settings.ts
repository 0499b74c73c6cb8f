import type { OAuthProviderKey } from '@basalt/types'

/** A sign-in provider as the project set it up. `secret` is encrypted at rest (core/secrets); empty means unset. */
export type OAuthSettings = { readonly appId: string; readonly secret: string; readonly enabled: boolean }

/** The project's own mail server. `password` is encrypted at rest; empty means none. */
export type SmtpSettings = {
  readonly enabled: boolean
  readonly senderName: string
  readonly senderEmail: string
  readonly replyTo: string
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly secure: '' | 'tls' | 'ssl'
}

/** Settings of a project, as stored in `projects.settings`. Storage keys are the contract's. */
export type ProjectSettings = {
  readonly auths: {
    readonly limit: number
    readonly duration: number
    readonly maxSessions: number
    readonly passwordHistory: number
    readonly passwordDictionary: boolean
    readonly personalDataCheck: boolean
    readonly mockNumbers: readonly { readonly phone: string; readonly otp: string }[]
    readonly sessionAlerts: boolean
    readonly membershipsUserName: boolean
    readonly membershipsUserEmail: boolean
    readonly membershipsMfa: boolean
    readonly invalidateSessions: boolean
    readonly emailPassword: boolean
    readonly usersAuthMagicURL: boolean
    readonly emailOtp: boolean
    readonly anonymous: boolean
    readonly invites: boolean
    readonly JWT: boolean
    readonly phone: boolean
  }
  /** Services that are switched off have `false`; a missing key is on. */
  readonly services: Readonly<Record<string, boolean>>
  readonly apis: Readonly<Record<string, boolean>>
  readonly oAuthProviders: Readonly<Partial<Record<OAuthProviderKey, OAuthSettings>>>
  readonly smtp: SmtpSettings
}

const noSmtp: SmtpSettings = {
  enabled: false,
  senderName: '',
  senderEmail: '',
  replyTo: '',
  host: '',
  port: 0,
  username: '',
  password: '',
  secure: '',
}

/** What a new project starts with. */
export const newProjectSettings: ProjectSettings = {
  auths: {
    limit: 0,
    duration: 31_536_000,
    maxSessions: 10,
    passwordHistory: 0,
    passwordDictionary: false,
    personalDataCheck: false,
    mockNumbers: [],
    sessionAlerts: false,
    membershipsUserName: false,
    membershipsUserEmail: false,
    membershipsMfa: false,
    invalidateSessions: true,
    emailPassword: true,
    usersAuthMagicURL: true,
    emailOtp: true,
    anonymous: true,
    invites: true,
    JWT: true,
    phone: true,
  },
  services: {},
  apis: {},
  oAuthProviders: {},
  smtp: noSmtp,
}

/** Reads stored settings. What an older version did not know takes the value of new projects. */
export function readSettings(stored: string): ProjectSettings {
  const settings = JSON.parse(stored) as Partial<ProjectSettings> // written by this feature only
  return { ...newProjectSettings, ...settings, auths: { ...newProjectSettings.auths, ...settings.auths } }
}
