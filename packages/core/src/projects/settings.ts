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
}
