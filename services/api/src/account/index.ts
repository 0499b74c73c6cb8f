import type { Endpoint } from '#http/endpoint.ts'
import { accountCreate } from './create-account.ts'
import { accountCreateJWT } from './create-jwt.ts'
import { accountCreateAnonymousSession, accountCreateEmailPasswordSession } from './create-session.ts'
import { accountDelete } from './delete-account.ts'
import { accountDeleteSession, accountDeleteSessions } from './delete-session.ts'
import { accountGet, accountGetPrefs } from './get-account.ts'
import { accountGetSession, accountListSessions, accountUpdateSession } from './sessions.ts'
import { accountUpdateName, accountUpdatePrefs, accountUpdateStatus } from './update-account.ts'
import { accountUpdateEmail, accountUpdatePassword, accountUpdatePhone } from './update-credentials.ts'

export const accountEndpoints: readonly Endpoint[] = [
  accountGet,
  accountCreate,
  accountDelete,
  accountUpdateEmail,
  accountCreateJWT,
  accountUpdateName,
  accountUpdatePassword,
  accountUpdatePhone,
  accountGetPrefs,
  accountUpdatePrefs,
  accountListSessions,
  accountDeleteSessions,
  accountCreateAnonymousSession,
  accountCreateEmailPasswordSession,
  accountGetSession,
  accountUpdateSession,
  accountDeleteSession,
  accountUpdateStatus,
]
