import { checkMockNumbers } from '@basalt/core/projects'
import { boolean, choice, list, range } from '#http/kinds.ts'
import { mockNumber } from './mock-number.ts'
import { setting } from './setting.ts'

const strict = { loose: false }

/** The switches of sign-in methods: name in paths -> key in the settings. */
const methods = {
  'email-password': 'emailPassword',
  'magic-url': 'usersAuthMagicURL',
  'email-otp': 'emailOtp',
  anonymous: 'anonymous',
  invites: 'invites',
  jwt: 'JWT',
  phone: 'phone',
} as const

const methodNames = ['email-password', 'magic-url', 'email-otp', 'anonymous', 'invites', 'jwt', 'phone'] as const

export const authSettings = [
  setting({
    id: 'projects.updateAuthLimit',
    path: '/auth/limit',
    summary: 'Update users limit',
    params: { limit: range({ min: 0, max: 10_000 }, 'How many users may sign up; 0 for any number.') },
    change: (settings, { limit }) => ({ ...settings, auths: { ...settings.auths, limit } }),
  }),
  setting({
    id: 'projects.updateAuthDuration',
    path: '/auth/duration',
    summary: 'Update session duration',
    params: { duration: range({ min: 0, max: 31_536_000 }, 'Life of sessions in seconds, up to a year.') },
    change: (settings, { duration }) => ({ ...settings, auths: { ...settings.auths, duration } }),
  }),
  setting({
    id: 'projects.updateAuthSessionsLimit',
    path: '/auth/max-sessions',
    summary: 'Update sessions limit',
    params: { limit: range({ min: 1, max: 100 }, 'How many sessions a user may have.') },
    change: (settings, { limit }) => ({ ...settings, auths: { ...settings.auths, maxSessions: limit } }),
  }),
  setting({
    id: 'projects.updateMembershipsPrivacy',
    path: '/auth/memberships-privacy',
    summary: 'Update privacy of memberships',
    params: {
      userName: boolean({}, 'True shows members the names of each other.'),
      userEmail: boolean({}, 'True shows members the e-mails of each other.'),
      mfa: boolean({}, 'True shows members whether the others use a second factor.'),
    },
    change: (settings, { userName, userEmail, mfa }) => ({
      ...settings,
      auths: {
        ...settings.auths,
        membershipsUserName: userName,
        membershipsUserEmail: userEmail,
        membershipsMfa: mfa,
      },
    }),
  }),
  setting({
    id: 'projects.updateMockNumbers',
    path: '/auth/mock-numbers',
    summary: 'Update mock numbers',
    params: {
      numbers: list(mockNumber('Number and code.'), { max: 10 }, 'Phone numbers that take a fixed code. Maximum 10.'),
    },
    change: (settings, { numbers }) => ({
      ...settings,
      auths: { ...settings.auths, mockNumbers: checkMockNumbers(numbers) },
    }),
  }),
  setting({
    id: 'projects.updateAuthPasswordDictionary',
    path: '/auth/password-dictionary',
    summary: 'Update password dictionary',
    params: { enabled: boolean(strict, 'True refuses common passwords.') },
    change: (settings, { enabled }) => ({ ...settings, auths: { ...settings.auths, passwordDictionary: enabled } }),
  }),
  setting({
    id: 'projects.updateAuthPasswordHistory',
    path: '/auth/password-history',
    summary: 'Update password history',
    params: { limit: range({ min: 0, max: 20 }, 'How many old passwords are refused; 0 for none.') },
    change: (settings, { limit }) => ({ ...settings, auths: { ...settings.auths, passwordHistory: limit } }),
  }),
  setting({
    id: 'projects.updatePersonalDataCheck',
    path: '/auth/personal-data',
    summary: 'Update personal data check',
    params: { enabled: boolean(strict, 'True refuses passwords that hold name, e-mail, phone or id.') },
    change: (settings, { enabled }) => ({ ...settings, auths: { ...settings.auths, personalDataCheck: enabled } }),
  }),
  setting({
    id: 'projects.updateSessionAlerts',
    path: '/auth/session-alerts',
    summary: 'Update session alerts',
    params: { alerts: boolean({}, 'True mails users when somebody signs in.') },
    change: (settings, { alerts }) => ({ ...settings, auths: { ...settings.auths, sessionAlerts: alerts } }),
  }),
  setting({
    id: 'projects.updateSessionInvalidation',
    path: '/auth/session-invalidation',
    summary: 'Update session invalidation',
    params: { enabled: boolean(strict, 'True ends the other sessions when a password changes.') },
    change: (settings, { enabled }) => ({ ...settings, auths: { ...settings.auths, invalidateSessions: enabled } }),
  }),
  setting({
    id: 'projects.updateAuthStatus',
    path: '/auth/:method',
    summary: 'Update status of a sign-in method',
    params: {
      method: choice(methodNames, 'Sign-in method.'),
      status: boolean({}, 'True switches it on.'),
    },
    change: (settings, { method, status }) => ({
      ...settings,
      auths: { ...settings.auths, [methods[method]]: status },
    }),
  }),
]
